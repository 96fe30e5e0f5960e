import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ageDutyOf } from '../../../server/cases/age-duties.ts';
import type { CaseChange, CaseDoc } from '../../../server/cases/case.ts';
import {
  firstClocks,
  readClocks,
  withAcknowledgementClock,
  withClockStopped,
  withPause,
  withPoliceClock,
} from '../../../server/cases/case-clocks.ts';
import { followCase } from '../../../server/cases/follow-case.ts';
import { withMirrored } from '../../../server/cases/mirrored.ts';
import { ageDefaults } from '../../../shared/domain/age-rules.ts';
import { NEVER_DUE } from '../../../shared/domain/case-sections.ts';
import { clockDefaults } from '../../../shared/domain/clock-settings.ts';
import { aCase, OPENED } from './a-case.ts';

const at = (iso: string) => Date.parse(iso);
const HOUR = 3_600_000;

/** Writes a change as the store does: what follows goes with it. */
function change(before: CaseDoc, made: CaseChange, now: number): CaseDoc {
  const follow = followCase(() => ({ now, clocks: clockDefaults, ages: () => ageDefaults }));
  const changed = { ...before, ...made };
  return { ...changed, ...follow(changed, before) };
}
function make(given: Partial<CaseDoc> = {}): CaseDoc {
  const follow = followCase(() => ({ now: OPENED, clocks: clockDefaults, ages: () => ageDefaults }));
  const doc = aCase(given);
  return { ...doc, ...follow(doc, null) };
}
const dues = ({ due }: CaseDoc) =>
  Object.fromEntries(due.map(({ dueId, at: when }) => [dueId, new Date(when).toISOString()]));
const duties = ({ due }: CaseDoc) => due.flatMap(({ dueId }) => ageDutyOf(dueId) ?? []);

describe('the clocks of a case', () => {
  test('run from its first day, each due entry with its own', () => {
    expect(dues(make())).toEqual({
      'clock:received_to_triaged': '2026-11-25T17:00:00.000Z',
      'clock:first_safe_contact': '2026-11-26T17:00:00.000Z',
    });
    expect(make().nextDueAt).toBe(at('2026-11-25T17:00:00Z'));
  });

  test.each([
    ['in_chat', 'web_chat'],
    ['by_phone', 'phone_in'],
    ['in_person', 'walk_in'],
    ['in_person', 'police_feed'],
  ] as const)('have been met by a talk %s with somebody who came by %s', (how, channel) => {
    const clocks = firstClocks({ how, channel, receivedAt: OPENED, now: OPENED });
    expect(make({ clocks })).toMatchObject({ due: [], nextDueAt: NEVER_DUE });
  });

  test.each(['phone_out', 'police_feed', 'partner_referral', 'self_form', 'email', 'text'] as const)(
    'of somebody who came by %s and agreed when we rang are met for triage, not for the first safe contact',
    (channel) => {
      const clocks = firstClocks({ how: 'by_phone', channel, receivedAt: OPENED, now: OPENED });
      expect(dues(make({ clocks }))).toEqual({ 'clock:first_safe_contact': '2026-11-26T17:00:00.000Z' });
    },
  );

  test('run from when the first word reached us, however late it was written down', () => {
    const receivedAt = at('2026-11-19T16:00:00Z');
    const late = { receivedAt, now: OPENED };
    const form = firstClocks({ how: 'on_a_form', channel: 'self_form', ...late });
    expect(dues(make({ clocks: form }))).toEqual({
      'clock:received_to_triaged': '2026-11-20T17:00:00.000Z',
      'clock:first_safe_contact': '2026-11-23T17:00:00.000Z',
    });
    const call = firstClocks({ how: 'by_phone', channel: 'phone_in', ...late });
    expect(call.map(({ startedAt, stoppedAt }) => [startedAt, stoppedAt])).toEqual([
      [receivedAt, receivedAt],
      [receivedAt, receivedAt],
    ]);
    const visit = firstClocks({ how: 'in_person', channel: 'police_feed', ...late });
    expect(visit.map(({ stoppedAt }) => stoppedAt)).toEqual([OPENED, OPENED]);
  });

  test('of a child whose age came with the first word have counted hours since then', () => {
    const receivedAt = at('2026-11-23T16:00:00Z');
    const clocks = firstClocks({ how: 'on_a_form', channel: 'self_form', receivedAt, now: OPENED });
    const child = make({ clocks, ageBand: '13_15', urgentSince: receivedAt });
    expect(dues(child)['clock:first_safe_contact']).toBe('2026-11-23T23:59:00.000Z');
    expect(make({ clocks, urgentSince: receivedAt }).urgentSince).toBeNull();
  });

  test('come forward in the very change in which the risk becomes high, counted from then', () => {
    const now = at('2026-11-25T15:00:00Z');
    const high = change(make(), { risk: 'high' }, now);
    expect(high.urgentSince).toBe(now);
    expect(dues(high)).toEqual({
      'clock:received_to_triaged': '2026-11-25T17:00:00.000Z',
      'clock:first_safe_contact': '2026-11-25T23:59:00.000Z',
    });
    const again = change(high, { area: 'dover' }, now + HOUR);
    expect(again.urgentSince).toBe(now);
    expect(dues(change(again, { risk: 'medium' }, now + HOUR))).toEqual(dues(make()));
  });

  test('stop with what they wait for, wait for nothing while the case is closed, and go on when it is opened', () => {
    const triaged = change(make(), withClockStopped(make(), 'received_to_triaged', OPENED + HOUR), OPENED + HOUR);
    expect(Object.keys(dues(triaged))).toEqual(['clock:first_safe_contact']);
    const closed = change(triaged, { state: 'closed' }, OPENED + HOUR);
    expect(closed).toMatchObject({ due: [], nextDueAt: NEVER_DUE });
    expect(dues(change(closed, { state: 'open' }, OPENED + HOUR))).toEqual(dues(triaged));
  });

  test('a clock that was stopped keeps its first end', () => {
    const once = withClockStopped(make(), 'first_safe_contact', OPENED + HOUR);
    const twice = withClockStopped({ clocks: once.clocks ?? [] }, 'first_safe_contact', OPENED + 9 * HOUR);
    expect(twice.clocks).toEqual(once.clocks);
  });

  test('a pause that the person asked for moves what is due', () => {
    const pause = { from: OPENED, until: at('2026-11-30T10:00:00Z'), reason: 'person_asked_later' } as const;
    expect(
      dues(change(make(), withPause(make(), 'first_safe_contact', pause), OPENED))['clock:first_safe_contact'],
    ).toBe('2026-11-30T14:00:00.000Z');
  });

  test('a referral to MARAC is to be acknowledged within four hours, one clock a referral', () => {
    const sent = { ref: 'marac-1', startedAt: OPENED, recipientKind: 'marac', byTelephone: false };
    const once = change(make(), withAcknowledgementClock(make(), sent), OPENED);
    expect(dues(once)['clock:partner_acknowledgement:marac-1']).toBe('2026-11-24T14:00:00.000Z');
    expect(withAcknowledgementClock(once, sent)).toEqual({});
    expect(once.due.map(({ kind }) => kind)).toContain('partner_acknowledgement');
  });

  test('the police are measured where the case came from them, and owe us nothing', () => {
    const justice = { stages: [{ stage: 'reported', on: '2026-11-18', note: null }], orders: [], compensation: null };
    expect(withPoliceClock(make(), justice)).toEqual({});
    const sooner = withPoliceClock(make({ channel: 'police_feed', receivedAt: OPENED - HOUR }), justice);
    expect(sooner.clocks?.at(-1)).toMatchObject({ stoppedAt: OPENED - HOUR });
    const police = make({ channel: 'police_feed' });
    const measured = change(police, withPoliceClock(police, justice), OPENED);
    expect(dues(measured)).toEqual(dues(police));
    const reading = readClocks(measured, OPENED, clockDefaults).find(({ clock }) => clock === 'police_to_received');
    expect(reading).toMatchObject({ measures: 'police', state: 'late', dueAt: new Date('2026-11-20T17:00:00Z') });
  });
});

describe('what an age makes somebody’s duty', () => {
  test('a child whose age becomes known is somebody’s at once', () => {
    const child = change(make(), { ageBand: 'under_13' }, OPENED + HOUR);
    expect(duties(child)).toEqual(['under_13', 'safeguarding_check']);
    expect(child.due.find(({ dueId }) => dueId === 'age:under_13')).toMatchObject({
      kind: 'age_under_13',
      at: OPENED + HOUR,
    });
    expect(dues(child)['clock:first_safe_contact']).toBe('2026-11-24T23:59:00.000Z');
  });

  test('what becomes known of a child later counts as if it had been known before', () => {
    const child = change(make(), { ageBand: 'under_13' }, OPENED);
    expect(duties(change(child, { crimeTypes: ['rape'] }, OPENED))).toContain('child_protection_record');
    expect(duties(change(child, { crimeFlags: ['domestic'] }, OPENED))).toContain('child_protection_route');
  });

  test('what was done stays done, and goes by itself when the age was a mistake', () => {
    const child = change(make(), { ageBand: '13_15' }, OPENED);
    const done = change(child, { due: child.due.filter(({ dueId }) => dueId !== 'age:safeguarding_check') }, OPENED);
    expect(duties(change(done, { area: 'dover' }, OPENED))).toEqual([]);
    expect(duties(change(child, { ageBand: 'adult' }, OPENED))).toEqual(['now_an_adult']);
    expect(duties(change(child, { ageBand: null }, OPENED))).toEqual(['age_taken_back']);
  });

  test('entries of others are left alone by whatever changes', () => {
    const other = { dueId: 'plan:1:action', kind: 'action', at: OPENED + HOUR };
    const anyChange: fc.Arbitrary<CaseChange> = fc.record(
      {
        risk: fc.constantFrom('not_assessed', 'standard', 'medium', 'high'),
        ageBand: fc.constantFrom('under_13', '13_15', '16_17', 'adult', null),
        crimeTypes: fc.subarray(['rape', 'da_physical', 'theft']),
        state: fc.constantFrom('open' as const, 'closed' as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 8 }), (changes) => {
        let doc = make({ due: [other] });
        for (const [step, made] of changes.entries()) doc = change(doc, made, OPENED + step * HOUR);
        expect(doc.due).toContainEqual(other);
        expect(doc.nextDueAt).toBe(Math.min(...doc.due.map(({ at: when }) => when)));
        expect(new Set(doc.due.map(({ dueId }) => dueId)).size).toBe(doc.due.length);
        expect(doc.urgentSince !== null).toBe(
          doc.risk === 'high' || ['under_13', '13_15', '16_17'].includes(doc.ageBand ?? ''),
        );
      }),
    );
  });
});

describe('a case that is nobody’s', () => {
  const nobodys = ({ due }: CaseDoc) => due.filter(({ kind }) => kind === 'no_owner').map(({ at: when }) => when);

  test('is due from the moment in which it was left, however often it changes, until somebody has it', () => {
    const left = change(make(), { owner: null }, OPENED + HOUR);
    expect([nobodys(left), left.nextDueAt]).toEqual([[OPENED + HOUR], OPENED + HOUR]);
    const later = change(left, { area: 'dover' }, OPENED + 9 * HOUR);
    expect(nobodys(later)).toEqual([OPENED + HOUR]);
    const given = change(later, { owner: { agentId: 'you', name: 'You' } }, OPENED + 10 * HOUR);
    expect(nobodys(given)).toEqual([]);
    expect(dues(given)).toEqual(dues(make()));
  });

  test('waits for nobody while it is closed or part of another, and is due again when it is open', () => {
    const left = change(make(), { owner: null }, OPENED + HOUR);
    for (const state of ['closed', 'merged'] as const) {
      const over = change(left, { state }, OPENED + 2 * HOUR);
      expect(nobodys(over)).toEqual([]);
      expect(nobodys(change(over, { state: 'open' }, OPENED + 3 * HOUR))).toEqual([OPENED + 3 * HOUR]);
    }
  });

  test('and became part of another makes nothing due there: the case that stays has its own owner', () => {
    const left = change(make({ _id: 'other' }), { owner: null }, OPENED + HOUR);
    expect(nobodys({ ...make(), ...withMirrored(make(), left) })).toEqual([]);
  });
});
