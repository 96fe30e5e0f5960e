import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yearsBetween } from '../../../shared/domain/age.ts';
import { type AgeSource, ruleBandOf } from '../../../shared/domain/age-known.ts';
import { type BornWithin, bornWithin, mayBeOneBirth } from '../../../shared/domain/born-within.ts';

const dayOf = (time: Date) => time.toISOString().slice(0, 10);
const day = (from: string, until: string) =>
  fc.date({ min: new Date(from), max: new Date(until), noInvalidDate: true }).map(dayOf);

/** What somebody of this birth may truly have said of their age, and the day on which they said it. */
const truth = (born: string): fc.Arbitrary<BornWithin | null> =>
  day('2020-01-01', '2030-12-31').chain((on) => {
    const years = yearsBetween(born, on);
    const band = ruleBandOf({ atLeast: years, atMost: years }) ?? 'adult';
    const sources: readonly AgeSource[] = [
      { by: 'date_of_birth', day: born },
      { by: 'year', year: Number(born.slice(0, 4)) },
      { by: 'stated', years, on },
      { by: 'band', band },
    ];
    return fc.constantFrom(...sources).map((source) => bornWithin(source, on));
  });

describe('when somebody was born', () => {
  it('holds the day of birth, whatever was said of the age and whenever it was said', () => {
    fc.assert(
      fc.property(
        day('1930-01-01', '2019-12-31').chain((born) => truth(born).map((within) => ({ born, within }))),
        ({ born, within }) => {
          expect(within === null || (within.from <= born && born <= within.until)).toBe(true);
        },
      ),
    );
  });

  it('never keeps apart two true records of one person', () => {
    fc.assert(
      fc.property(
        day('1930-01-01', '2019-12-31').chain((born) => fc.tuple(truth(born), truth(born))),
        ([one, other]) => {
          expect(mayBeOneBirth(one, other)).toBe(true);
          expect(mayBeOneBirth(other, one)).toBe(true);
        },
      ),
    );
  });

  it.each<[AgeSource, AgeSource, boolean]>([
    [{ by: 'year', year: 1980 }, { by: 'year', year: 1999 }, false],
    [{ by: 'year', year: 1980 }, { by: 'band', band: 'under_13' }, false],
    [{ by: 'date_of_birth', day: '1981-06-01' }, { by: 'year', year: 1980 }, false],
    [{ by: 'band', band: 'adult' }, { by: 'band', band: '13_15' }, false],
    [{ by: 'year', year: 2010 }, { by: 'band', band: '16_17' }, true],
    [{ by: 'band', band: 'prefer_not_to_say' }, { by: 'band', band: 'under_13' }, true],
  ])('%j and %j can be one person: %s', (one, other, possible) => {
    const on = '2026-11-27';
    expect(mayBeOneBirth(bornWithin(one, on), bornWithin(other, on))).toBe(possible);
  });

  it('grows with the years: who was under 13 three years ago may be 15 now', () => {
    const then = bornWithin({ by: 'band', band: 'under_13' }, '2023-11-27');
    expect(mayBeOneBirth(then, bornWithin({ by: 'band', band: '13_15' }, '2026-11-27'))).toBe(true);
    expect(mayBeOneBirth(then, bornWithin({ by: 'band', band: 'adult' }, '2026-11-27'))).toBe(false);
  });
});
