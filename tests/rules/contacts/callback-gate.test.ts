import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeCallback } from '../../../server/contacts/callback-gate.ts';
import type { WeeklySpan } from '../../../shared/domain/contact-terms.ts';
import { WEEKDAYS } from '../../../shared/domain/opening-hours.ts';
import type { GatedContact } from '../../../shared/domain/safe-contact.ts';
import { isSafeTime } from '../../../shared/domain/safe-times.ts';

const MINUTE = 60_000;
const contact: GatedContact = {
  ...{ channel: 'phone', holder: 'person', safe: 'yes', voicemail: null, textOk: null, recheckOn: null },
  ...{ anyTime: true, safeTimes: [], neverTimes: [], retired: false, stopped: false, ofChild: false },
};
const clock = (quarter: number) =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
const quarter = fc.integer({ min: 0, max: 96 });
const span: fc.Arbitrary<WeeklySpan> = fc
  .tuple(fc.constantFrom(...WEEKDAYS), quarter, quarter)
  .filter(([, a, b]) => a !== b)
  .map(([day, a, b]) => ({ day, from: clock(Math.min(a, b)), to: clock(Math.max(a, b)) }));
const spans = fc.array(span, { maxLength: 5 });
/** Around both changes of the clocks. */
const moment = fc
  .tuple(fc.constantFrom('2026-10-25', '2027-03-28'), fc.integer({ min: -3_000, max: 3_000 }))
  .map(([day, minutes]) => Date.parse(day) + minutes * MINUTE);
const minutes = fc.integer({ min: 5, max: 180 });

describe('a call-back', () => {
  test('is booked only where every minute of it is a safe one, on the days the clocks change as well', () => {
    fc.assert(
      fc.property(spans, spans, moment, minutes, (safeTimes, neverTimes, at, long) => {
        const given = { ...contact, anyTime: false, safeTimes, neverTimes };
        const { verdict, nextAllowedAt } = judgeCallback(given, { at, minutes: long });
        const all = (from: number) =>
          Array.from({ length: long }, (_, minute) => isSafeTime(given, from + minute * MINUTE)).every(Boolean);
        expect(verdict === 'allowed').toBe(all(at));
        if (nextAllowedAt === null) return;
        expect(all(nextAllowedAt)).toBe(true);
        expect(judgeCallback(given, { at: nextAllowedAt, minutes: long }).verdict).toBe('allowed');
      }),
      { numRuns: 80 },
    );
  });

  test('to a contact that is to be asked about by then is the call that asks; no other rule bends for it', () => {
    const slot = { at: Date.parse('2026-11-25T10:00:00Z'), minutes: 30 };
    expect(judgeCallback({ ...contact, recheckOn: '2026-11-20' }, slot).verdict).toBe('allowed');
    expect(judgeCallback({ ...contact, recheckOn: '2026-11-20', stopped: true }, slot).verdict).toBe('stopped');
    expect(judgeCallback({ ...contact, channel: 'email' }, slot).because).toBe('not_this_way');
    const never = WEEKDAYS.map((day) => ({ day, from: '00:00', to: '24:00' }));
    expect(judgeCallback({ ...contact, recheckOn: '2026-11-20', neverTimes: never }, slot)).toMatchObject({
      ...{ verdict: 'outside_safe_times', nextAllowedAt: null },
    });
  });
});
