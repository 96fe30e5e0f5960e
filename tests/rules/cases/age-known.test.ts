import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AgeSource,
  ageFault,
  ageOn,
  reportingBandOf,
  ruleBandOf,
  under18Then,
} from '../../../shared/domain/age-known.ts';
import { ageBands } from '../../../shared/reference/equality.ts';

const TODAY = '2026-11-26';
const born = (day: string): AgeSource => ({ by: 'date_of_birth', day });
const year = (number: number): AgeSource => ({ by: 'year', year: number });
const stated = (years: number, on = TODAY): AgeSource => ({ by: 'stated', years, on });
const anyDay = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 86_400_000, max: Date.parse(to) / 86_400_000 })
    .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));

/** Counts birthdays one by one: another way to the same age. */
function birthdaysUntil(day: string, on: string): number {
  let years = 0;
  for (;;) {
    const birthdayYear = Number(day.slice(0, 4)) + years + 1;
    const leap = new Date(Date.UTC(birthdayYear, 1, 29)).getUTCMonth() === 1;
    const birthday = day.endsWith('02-29') && !leap ? `${birthdayYear}-03-01` : `${birthdayYear}${day.slice(4)}`;
    if (birthday > on) return years;
    years += 1;
  }
}

describe('an age', () => {
  test('from the day of birth is the number of birthdays since', () => {
    fc.assert(
      fc.property(anyDay('1905-01-01', TODAY), anyDay(TODAY, '2030-12-31'), (day, on) => {
        const years = birthdaysUntil(day, on);
        expect(ageOn(born(day), on)).toEqual(years > 122 ? null : { atLeast: years, atMost: years });
      }),
    );
  });

  test('of somebody born on 29 February turns on 1 March where the day is missing', () => {
    const band = (on: string) => ruleBandOf(ageOn(born('2008-02-29'), on));
    expect([band('2026-02-28'), band('2026-03-01')]).toEqual(['16_17', 'adult']);
    expect(ageOn(born('2004-02-29'), '2024-02-28')).toEqual({ atLeast: 19, atMost: 19 });
    expect(ageOn(born('2004-02-29'), '2024-02-29')).toEqual({ atLeast: 20, atMost: 20 });
  });

  test('turns on the birthday itself, at 13, 16 and 18', () => {
    for (const [years, before, after] of [
      [13, 'under_13', '13_15'],
      [16, '13_15', '16_17'],
      [18, '16_17', 'adult'],
    ] as const) {
      const day = `${2026 - years}-11-26`;
      expect([ruleBandOf(ageOn(born(day), '2026-11-25')), ruleBandOf(ageOn(born(day), TODAY))]).toEqual([
        before,
        after,
      ]);
    }
  });

  test('from a year, or an age said long ago, is the younger one that it allows', () => {
    expect(ageOn(year(2008), TODAY)).toEqual({ atLeast: 17, atMost: 18 });
    expect(ruleBandOf(ageOn(year(2008), TODAY))).toBe('16_17');
    expect(ageOn(year(2008), '2026-12-31')).toEqual({ atLeast: 18, atMost: 18 });
    expect(ageOn(year(2026), TODAY)).toEqual({ atLeast: 0, atMost: 0 });
    expect(ageOn(stated(15), TODAY)).toEqual({ atLeast: 15, atMost: 15 });
    expect(ageOn(stated(15, '2025-11-26'), TODAY)).toEqual({ atLeast: 16, atMost: 17 });
    expect(ageOn(stated(15, '2025-11-27'), TODAY)).toEqual({ atLeast: 15, atMost: 16 });
  });

  test('that the day of birth gives lies within what the year and the age said allow', () => {
    fc.assert(
      fc.property(anyDay('1940-01-01', '2020-01-01'), anyDay('2020-01-01', TODAY), (day, on) => {
        const exact = ageOn(born(day), TODAY)?.atLeast ?? Number.NaN;
        const saidThen = ageOn(born(day), on)?.atLeast ?? 0;
        for (const span of [ageOn(year(Number(day.slice(0, 4))), TODAY), ageOn(stated(saidThen, on), TODAY)]) {
          expect(span?.atLeast).toBeLessThanOrEqual(exact);
          expect(span?.atMost).toBeGreaterThanOrEqual(exact);
        }
      }),
    );
  });

  test.each<[string, AgeSource, RegExp]>([
    ['a birth in the future', born('2026-11-27'), /in the future/],
    ['30 February', born('2001-02-30'), /no such day/],
    ['29 February of a common year', born('2026-02-29'), /no such day/],
    ['words', born('yesterday'), /no such day/],
    ['a birth 130 years ago', born('1896-01-01'), /Correct the year/],
    ['a year to come', year(2027), /born in this year/],
    ['the year 26', year(26), /born in this year/],
    ['half a year', year(2001.5), /born in this year/],
    ['a negative age', stated(-1), /0 to 122/],
    ['an age of 200', stated(200), /0 to 122/],
    ['no number', stated(Number.NaN), /0 to 122/],
    ['an age said tomorrow', stated(20, '2026-11-27'), /not come yet/],
  ])('%s is refused with what to correct, and counts as not known', (_, source, fault) => {
    expect(ageFault(source, TODAY)).toMatch(fault);
    expect(ageOn(source, TODAY)).toBeNull();
  });

  test('not said is not known, and gives no band', () => {
    expect(ruleBandOf(ageOn({ by: 'band', band: 'prefer_not_to_say' }, TODAY))).toBeNull();
    expect(ruleBandOf(ageOn(null, TODAY))).toBeNull();
    for (const band of ['under_13', '13_15', '16_17', 'adult'] as const)
      expect(ruleBandOf(ageOn({ by: 'band', band }, TODAY))).toBe(band);
  });

  test('is counted in a finer band, in which 18 stands alone (E4)', () => {
    const codes = ageBands.answers.map(({ code }) => code);
    const at = (years: number) => reportingBandOf({ atLeast: years, atMost: years });
    expect([17, 18, 19, 24, 25, 85, 110].map(at)).toEqual([
      ...['age_16_17', 'age_18', 'age_19_24', 'age_19_24', 'age_25_34', 'age_85_over', 'age_85_over'],
    ]);
    const used = new Set(Array.from({ length: 123 }, (_, years) => at(years)));
    expect([...used]).toEqual(codes.filter((code) => code.startsWith('age_')));
    expect(reportingBandOf(ageOn({ by: 'band', band: 'adult' }, TODAY))).toBe('not_asked');
  });
});

describe('whether somebody was under 18 when it happened', () => {
  const then = (source: AgeSource | null, on: string | null, band: string | null = null) =>
    under18Then(source, { on, band }, TODAY);

  test.each<[string, AgeSource | null, string | null, string | null, string]>([
    ['the day before turning 18', born('2000-05-05'), '2018-05-04', null, 'yes'],
    ['on turning 18', born('2000-05-05'), '2018-05-05', null, 'no'],
    ['under 18 now', { by: 'band', band: '16_17' }, null, null, 'yes'],
    ['30, ten years ago', stated(30), '2016-11-01', null, 'no'],
    ['20, last week', stated(20), null, 'last_week', 'no'],
    ['20, one to five years ago', stated(20), null, 'one_to_five_years', 'not_known'],
    ['18, one to five years ago', stated(18), null, 'one_to_five_years', 'yes'],
    ['22, more than five years ago', stated(22), null, 'over_five_years', 'yes'],
    ['an adult, at a time nobody said', { by: 'band', band: 'adult' }, null, null, 'not_known'],
    ['nothing known', null, '2016-11-01', null, 'not_known'],
    ['harmed before their own birth, by mistake', born('2000-05-05'), '1999-01-01', null, 'yes'],
  ])('%s', (_, source, on, band, expected) => {
    expect(then(source, on, band)).toBe(expected);
  });

  test('less that is known never contradicts the day of birth', () => {
    fc.assert(
      fc.property(anyDay('1950-01-01', '2015-01-01'), anyDay('2015-01-01', TODAY), (day, on) => {
        const exact = then(born(day), on);
        const exactAge = ageOn(born(day), TODAY)?.atLeast ?? 0;
        for (const less of [year(Number(day.slice(0, 4))), stated(exactAge)])
          expect(['not_known', exact]).toContain(then(less, on));
      }),
    );
  });
});
