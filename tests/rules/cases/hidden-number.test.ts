import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hiddenNumber, withHiddenNumbers, withStandingNumbers } from '../../../shared/domain/hidden-number.ts';
import type { SectionBody } from '../../../shared/protocol/case-sections.ts';

type Person = SectionBody<'people'>['people'][number];

const person = (personId: string, phone: string | null): Person => ({
  ...{ personId, kind: 'alleged_perpetrator', name: 'Ash', dateOfBirth: null, phone, relation: null },
  ...{ whereabouts: null, access: null, weapons: null, orders: null, school: null, note: null },
});
const people = (...all: Person[]): SectionBody<'people'> => ({ people: all });

describe('a number of somebody in a case', () => {
  test('is shown by its last three digits, and a short one not at all', () => {
    expect(hiddenNumber('07700 900 123')).toBe('••• 123');
    expect(hiddenNumber('+44 7700 900123')).toBe('••• 123');
    expect(hiddenNumber('999')).toBe('•••');
  });

  test('is never shown with more of it than that, however it was typed', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789 -()'), { minLength: 7, maxLength: 30 });
    fc.assert(
      fc.property(digits, (typed) => {
        expect(hiddenNumber(typed.join('')).replaceAll(/\D/g, '').length).toBeLessThanOrEqual(3);
      }),
    );
  });

  test('that was read and saved again stays what it was, each with its own person', () => {
    const standing = people(person('a', '07700 900123'), person('b', '07700 900456'), person('c', null));
    const { body, unknown } = withStandingNumbers(withHiddenNumbers(standing), standing);
    expect([body, unknown]).toEqual([standing, []]);
  });

  test('is replaced by one that is typed whole, and taken away where it is left empty', () => {
    const standing = people(person('a', '07700 900123'), person('b', '07700 900456'));
    const typed = people(person('a', '01632 960001'), person('b', null));
    expect(withStandingNumbers(typed, standing)).toEqual({ body: typed, unknown: [] });
  });

  test('that is hidden and none of theirs is named by its place, and never stored as a number', () => {
    const standing = people(person('a', '07700 900123'));
    const given = people(person('a', '••• 999'), person('new', '••• 123'));
    expect(withStandingNumbers(given, standing).unknown).toEqual([0, 1]);
  });
});
