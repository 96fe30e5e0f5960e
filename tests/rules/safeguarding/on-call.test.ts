import { describe, expect, it } from 'vitest';
import type { OnCallCall } from '../../../server/safeguarding/alert-record.ts';
import { leadIsMissing, missingSince } from '../../../server/safeguarding/duty/lead-cover.ts';
import { begun, CALL_LEASE_MS, callsTo, isDue, settled } from '../../../server/safeguarding/duty/on-call-calls.ts';

const oonagh = { _id: 'd1', agentId: 'a1', name: 'Oonagh', channels: ['webhook', 'phone'] } as const;
const maureen = { _id: 'd2', agentId: 'a2', name: 'Maureen', channels: ['webhook'] } as const;
const looking = { reachable: ['webhook'], now: 1_000 };

const first = callsTo('e1', [], [oonagh], looking)[0] as OnCallCall;

describe('calls to leads on call', () => {
  it('are one a way: what can be called is called, what cannot is a person’s to do', () => {
    expect(callsTo('e1', [], [oonagh], looking)).toMatchObject([
      { callId: 'e1.d1.0', channel: 'webhook', state: 'calling', dueAt: 1_000 },
      { callId: 'e1.d1.1', channel: 'phone', state: 'ring', dueAt: null },
    ]);
  });

  it('are added for whoever comes on call meanwhile, and never made twice', () => {
    const standing = callsTo('e1', [], [oonagh], looking);
    expect(callsTo('e1', standing, [oonagh], looking)).toBe(standing);
    const both = callsTo('e1', standing, [oonagh, maureen], looking);
    expect(both.map(({ callId }) => callId)).toEqual(['e1.d1.0', 'e1.d1.1', 'e1.d2.0']);
    expect(both[0]).toBe(standing[0]);
  });

  it('that are under way are made by nobody else until their process must be dead', () => {
    const underWay = begun(first, 1_000);
    expect(isDue(underWay, 1_000 + CALL_LEASE_MS - 1)).toBe(false);
    expect(isDue(underWay, 1_000 + CALL_LEASE_MS)).toBe(true);
  });

  it('that do not get through are tried again and again, ever more slowly, for ever', () => {
    let call = first;
    const pauses: number[] = [];
    for (let time = 0; time < 8; time += 1) {
      call = settled(begun(call, 0), false, 0);
      expect(call.state).toBe('not_reached');
      pauses.push(call.dueAt ?? -1);
    }
    expect(pauses).toEqual([2_000, 5_000, 10_000, 30_000, 30_000, 30_000, 30_000, 30_000]);
    expect(settled(begun(call, 0), true, 0)).toMatchObject({ state: 'called', dueAt: null });
  });
});

describe('open with no lead', () => {
  const covered = { open: true, leadsHere: 1, onCall: 0, emergencyUnanswered: false };

  it.each([
    ['a lead is here', covered, 'no'],
    ['a lead is on call', { ...covered, leadsHere: 0, onCall: 1 }, 'no'],
    ['the service is closed', { ...covered, open: false, leadsHere: 0 }, 'no'],
    ['nobody is there', { ...covered, leadsHere: 0 }, 'soon'],
    ['leads are here, nobody takes the emergency, nobody is on call', { ...covered, emergencyUnanswered: true }, 'now'],
    ['the same when the service has closed', { ...covered, open: false, emergencyUnanswered: true }, 'now'],
    ['nobody takes it, but somebody on call is being called', { ...covered, onCall: 1 }, 'no'],
    ['who is on call knows somebody in it', { ...covered, onCall: 1, emergencyUnanswered: true }, 'now'],
  ])('%s', (_what, cover, verdict) => {
    expect(leadIsMissing(cover)).toBe(verdict);
  });

  it('counts only once it has lasted, but at once where an emergency waits', () => {
    const since = missingSince('soon', null, 5_000);
    expect(since).toBe(5_000);
    expect(missingSince('soon', since, 9_000)).toBe(5_000);
    expect(missingSince('no', since, 9_000)).toBeNull();
    expect(9_000 - (missingSince('now', null, 9_000) ?? 9_000)).toBe(Number.POSITIVE_INFINITY);
  });
});
