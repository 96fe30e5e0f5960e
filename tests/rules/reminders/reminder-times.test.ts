import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DUE_KINDS, type DueKind } from '../../../shared/domain/due-kinds.ts';
import { endOfLondonDay, londonMoment } from '../../../shared/domain/london-moment.ts';
import { reminderAt } from '../../../shared/domain/reminder-states.ts';

const kind = fc.constantFrom(...DUE_KINDS);
/** Both changes of the clocks lie in it. */
const moment = fc
  .integer({ min: Date.parse('2026-10-20') / 60_000, max: Date.parse('2027-04-05') / 60_000 })
  .map((m) => m * 60_000);
const LOUDNESS = { later: 0, due: 1, escalated: 2 } as const;

describe('a reminder', () => {
  test('never becomes quieter as time passes, and says when it is to be looked at next', () => {
    fc.assert(
      fc.property(
        kind,
        moment,
        moment,
        fc.boolean(),
        fc.integer({ min: 0, max: 20_000 }),
        (each, dueAt, now, forNobody, later) => {
          const first = reminderAt({ kind: each, dueAt, forNobody }, now);
          const then = reminderAt({ kind: each, dueAt, forNobody }, now + later * 60_000);
          expect(LOUDNESS[then.state]).toBeGreaterThanOrEqual(LOUDNESS[first.state]);
          if (first.nextAt === null) return;
          expect(first.nextAt).toBeGreaterThan(now);
          const at = reminderAt({ kind: each, dueAt, forNobody }, first.nextAt);
          expect(LOUDNESS[at.state]).toBeGreaterThan(LOUDNESS[first.state]);
          expect(reminderAt({ kind: each, dueAt, forNobody }, first.nextAt - 1).state).toBe(first.state);
        },
      ),
    );
  });

  test('comes to an end: what is long overdue is escalated, whatever it is', () => {
    fc.assert(
      fc.property(kind, moment, fc.boolean(), (each, dueAt, forNobody) => {
        expect(reminderAt({ kind: each, dueAt, forNobody }, dueAt + 3_600_000)).toEqual({
          state: 'escalated',
          nextAt: null,
        });
      }),
    );
  });

  test('of an action comes on the morning of its day, and is louder when that day is over', () => {
    const dueAt = endOfLondonDay('2026-11-25');
    const at = (now: number, forNobody = false) => reminderAt({ kind: 'action', dueAt, forNobody }, now).state;
    const morning = londonMoment('2026-11-25', '00:00');
    expect([at(morning - 1), at(morning), at(dueAt - 1), at(dueAt)]).toEqual(['later', 'due', 'due', 'escalated']);
    expect([at(morning - 1, true), at(morning, true)]).toEqual(['later', 'escalated']);
  });

  test('of a lead’s duty comes at once, and of what is due after midnight while somebody is still there', () => {
    const dueAt = Date.parse('2026-11-25T01:30:00Z');
    const at = (each: DueKind, when: string) =>
      reminderAt({ kind: each, dueAt, forNobody: false }, Date.parse(`${when}:00Z`)).state;
    for (const each of ['marac_disclosure', 'lead_decides', 'age_under_13'] as const)
      expect([at(each, '2026-11-01T00:00'), at(each, '2026-11-25T01:30')], each).toEqual(['due', 'escalated']);
    for (const each of ['first_safe_contact', 'marac_refer', 'age_safeguarding_check'] as const)
      expect([at(each, '2026-11-24T21:29'), at(each, '2026-11-24T21:30')], each).toEqual(['later', 'due']);
  });

  test('of a review comes some days ahead, of a call-back shortly before, of a stop at once', () => {
    const dueAt = londonMoment('2026-11-25', '14:00');
    const at = (each: DueKind, when: string) =>
      reminderAt({ kind: each, dueAt, forNobody: false }, Date.parse(`${when}:00Z`)).state;
    expect([at('plan_review', '2026-11-21T23:59'), at('plan_review', '2026-11-22T00:00')]).toEqual(['later', 'due']);
    expect([at('risk_due_again', '2026-11-21T23:59'), at('risk_due_again', '2026-11-22T00:00')]).toEqual([
      'later',
      'due',
    ]);
    expect([at('compensation_deadline', '2026-11-10T23:59'), at('compensation_deadline', '2026-11-11T00:00')]).toEqual([
      'later',
      'due',
    ]);
    expect([at('callback', '2026-11-25T13:44'), at('callback', '2026-11-25T13:45')]).toEqual(['later', 'due']);
    expect([at('callback', '2026-11-25T14:14'), at('callback', '2026-11-25T14:15')]).toEqual(['due', 'escalated']);
    expect(at('contact_stop', '2026-11-20T00:00')).toBe('escalated');
  });
});
