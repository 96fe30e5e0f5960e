import { describe, expect, test } from 'vitest';
import { contactFaults } from '../../../shared/domain/contact-faults.ts';
import type { ContactTermsInput } from '../../../shared/protocol/contact-terms.ts';

const terms: ContactTermsInput = {
  ...{ channel: 'phone', holder: 'person', safe: 'yes', toldBy: 'person', said: null, anyTime: true },
  ...{ safeTimes: [], neverTimes: [], voicemail: null, textOk: null, senderNameOk: null, codeWord: null },
  ...{ deviceSeenBy: null, sharedAccount: null, itemisedBill: null, interpreterGender: null, askFor: null },
  ...{ alternative: null, recheckOn: '2027-01-10', preferred: false },
};
type Said = Parameters<typeof contactFaults>[0];
const faults = (given: Partial<ContactTermsInput>, more: Partial<Said> = {}) =>
  contactFaults({
    ...{ terms: { ...terms, ...given }, value: '07700 900123', before: null, checked: true },
    ...{ today: '2026-11-25', ofChild: false, ...more },
  }).map(({ path }) => path);

describe('a contact', () => {
  test('that was asked about well has no fault', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ safe: 'unknown', toldBy: null, recheckOn: null })).toEqual([]);
  });

  test.each<[string, Partial<ContactTermsInput>, string]>([
    ['safe without who said so', { toldBy: null }, 'toldBy'],
    ['safe without a day to ask again', { recheckOn: null }, 'recheckOn'],
    ['to be asked again today', { recheckOn: '2026-11-25' }, 'recheckOn'],
    ['to be asked again in two years', { recheckOn: '2028-11-25' }, 'recheckOn'],
    [
      'with a time that ends before it begins',
      { anyTime: false, safeTimes: [{ day: 'monday', from: '18:00', to: '09:00' }] },
      'safeTimes.0.to',
    ],
    ['never at no time', { neverTimes: [{ day: 'monday', from: '18:00', to: '18:00' }] }, 'neverTimes.0.to'],
    ['at any time and at some', { safeTimes: [{ day: 'monday', from: '09:00', to: '10:00' }] }, 'anyTime'],
    ['first to try and not safe', { safe: 'unknown', preferred: true }, 'preferred'],
    ['with another number in the words', { said: 'or ring my sister, 07700 900456' }, 'said'],
    [
      'with an address in a name',
      { alternative: { name: 'kim@mail.example', relation: 'friend' } },
      'alternative.name',
    ],
  ])('%s says where', (_what, given, path) => {
    expect(faults(given)).toEqual([path]);
  });

  test('has a value that fits its channel', () => {
    expect(faults({}, { value: '12 34' })).toEqual(['value']);
    expect(faults({ channel: 'email' }, { value: 'kim at home' })).toEqual(['value']);
    expect(faults({ channel: 'email' }, { value: 'kim@mail.example' })).toEqual([]);
    expect(faults({ channel: 'post' }, { value: '1 Some Street' })).toEqual([]);
  });

  test('of somebody under 18 is never first tried at a parent’s', () => {
    const parents = { holder: 'parent_or_carer', preferred: true } as const;
    expect(faults(parents, { ofChild: true })).toEqual(['preferred']);
    expect(faults(parents)).toEqual([]);
  });

  test('becomes safe, or stays safe for longer, only when somebody asked again', () => {
    const before = { safe: 'no', recheckOn: null } as const;
    expect(faults({}, { before, checked: false })).toEqual(['checked']);
    expect(faults({}, { before, checked: true })).toEqual([]);
    const known = { safe: 'yes', recheckOn: '2026-11-20' } as const;
    expect(faults({}, { before: known, checked: false })).toEqual(['recheckOn']);
    expect(faults({ recheckOn: '2026-11-20' }, { before: known, checked: false })).toEqual([]);
    expect(faults({}, { before: known, checked: true })).toEqual([]);
  });
});
