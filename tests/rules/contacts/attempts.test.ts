import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ATTEMPT_OUTCOMES,
  type AttemptOutcome,
  missedSince,
  outcomeRefusal,
  purposeOfOutcome,
  stopCauseOf,
} from '../../../shared/domain/contact-attempts.ts';
import { CONTACT_CHANNELS } from '../../../shared/domain/contact-terms.ts';
import { type GatedContact, judgeContact, usesOf } from '../../../shared/domain/safe-contact.ts';
import { partOfWeek, suggestTimes } from '../../../shared/domain/suggest-times.ts';

const contact: GatedContact = {
  ...{ channel: 'phone', holder: 'person', safe: 'yes', voicemail: 'vague', textOk: true, recheckOn: null },
  ...{ anyTime: true, safeTimes: [], neverTimes: [], retired: false, stopped: false, ofChild: false },
};
const at = (utc: string) => Date.parse(`${utc}:00Z`);

describe('an outcome', () => {
  test('of somebody else, of danger or of a doubtful voice stops all attempts; no other does', () => {
    const stops = ATTEMPT_OUTCOMES.filter((outcome) => stopCauseOf(outcome, false) !== null);
    expect(stops).toEqual(['answered_by_other', 'unsafe_stopped']);
    for (const outcome of ATTEMPT_OUTCOMES) expect(stopCauseOf(outcome, true)).not.toBeNull();
    expect(stopCauseOf('spoke', true)).toBe('doubtful_voice');
  });

  test.each<[AttemptOutcome, Partial<GatedContact>, string | null]>([
    ['vague_voicemail_left', { voicemail: 'no' }, 'voicemail_no'],
    ['vague_voicemail_left', { voicemail: null }, 'voicemail_not_asked'],
    ['vague_voicemail_left', { voicemail: 'full' }, null],
    ['text_sent', { textOk: false }, 'text_no'],
    ['text_sent', { channel: 'email' }, 'not_this_way'],
    ['email_sent', { channel: 'email' }, null],
    ['letter_sent', {}, 'not_this_way'],
    ['text_sent', { holder: 'parent_or_carer', ofChild: true }, 'parent_of_child'],
    ['spoke', { safe: 'no', voicemail: 'no', textOk: false }, null],
  ])('%s is held against what they said may be left with them', (outcome, given, refusal) => {
    expect(outcomeRefusal({ ...contact, ...given }, outcome)).toBe(refusal);
  });

  test('tells of a use that its channel has', () => {
    for (const channel of CONTACT_CHANNELS) expect(usesOf(channel)).toContain(purposeOfOutcome('spoke', channel));
  });
});

describe('when to try next', () => {
  const now = at('2026-11-25T10:10');
  const next = (missed: readonly number[], given: Partial<GatedContact> = {}) =>
    suggestTimes({ contacts: [{ contactId: 'a', contact: { ...contact, ...given } }], missed, now });

  test('is not said while they were not missed', () => {
    expect(next([])).toEqual([]);
    const talk = [
      { outcome: 'no_answer_no_message', at: 1 },
      { outcome: 'spoke', at: 2 },
      { outcome: 'vague_voicemail_left', at: 3 },
    ] as const;
    expect(missedSince(talk)).toEqual([3]);
    expect(missedSince(talk.slice(0, 2))).toEqual([]);
  });

  test('is another part of the week than those in which nobody answered', () => {
    const missed = [at('2026-11-24T09:30'), at('2026-11-25T10:00'), at('2026-11-23T15:00')];
    const parts = next(missed).map((each) => partOfWeek(each.at));
    expect(parts).toHaveLength(3);
    expect(parts).not.toContain('week morning');
    expect(parts).not.toContain('week afternoon');
  });

  test('is inside safe times only, also those at night that they named themselves', () => {
    const times = { anyTime: false, safeTimes: [{ day: 'thursday', from: '21:30', to: '22:30' }] } as const;
    expect(next([now], times)).toEqual([{ contactId: 'a', at: at('2026-11-26T21:30') }]);
    expect(next([now], { ...times, neverTimes: [{ day: 'thursday', from: '21:45', to: '23:00' }] })).toEqual([]);
    expect(next([now], { safe: 'unknown' })).toEqual([]);
  });

  test('never is a time that the gate refuses, nor one that has passed, nor at night unasked', () => {
    const moment = fc.integer({ min: at('2026-10-20T00:00') / 60_000, max: at('2027-04-02T00:00') / 60_000 });
    fc.assert(
      fc.property(
        moment,
        fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 6 }),
        (minute, ago) => {
          const when = minute * 60_000;
          const missed = ago.map((each) => when - each * 60_000);
          for (const each of suggestTimes({ contacts: [{ contactId: 'a', contact }], missed, now: when })) {
            expect(each.at).toBeGreaterThan(when);
            expect(judgeContact({ contact, purpose: 'call', at: each.at }).verdict).toBe('allowed');
            const hour = new Date(each.at).toLocaleString('en-GB', { timeZone: 'Europe/London', hour: '2-digit' });
            expect(Number(hour)).toBeGreaterThanOrEqual(9);
            expect(Number(hour)).toBeLessThan(20);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
