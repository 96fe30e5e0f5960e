/** Whose turn it is to be sent, and whether an attempt still may be. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayStillSend } from '../../../server/referrals/lease.ts';
import {
  AT_ONCE,
  createTurns,
  OF_A_PARTNER,
  OF_A_SLOW_PARTNER,
  type Turn,
} from '../../../server/referrals/sending-turns.ts';

/** Turns whose work ends when a test says so, after as long as it says. */
function line() {
  let elapsed = 0;
  const open = new Map<string, () => void>();
  const begun: string[] = [];
  const turns = createTurns({
    work: (rowId) => {
      begun.push(rowId);
      return new Promise((resolve) => open.set(rowId, resolve));
    },
    elapsedMs: () => elapsed,
  });
  const partnerOf = (rowId: string) => rowId.split('-')[0] ?? '';
  const add = (rowId: string, change: Partial<Turn> = {}) =>
    turns.take({ rowId, recipientId: partnerOf(rowId), urgent: false, dueAt: begun.length, ...change });
  return {
    begun,
    turns,
    add,
    addMany: (partner: string, count: number) => {
      for (let at = 0; at < count; at += 1) void add(`${partner}-${at}`, { dueAt: at });
    },
    underWay: (partner: string) => [...open.keys()].filter((rowId) => partnerOf(rowId) === partner),
    pass: (ms: number) => {
      elapsed += ms;
    },
    /** Ends what is under way, and lets what follows begin. */
    end: async (rowId: string) => {
      open.get(rowId)?.();
      open.delete(rowId);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('whose turn it is', () => {
  test('[C2] a partner that is down holds up no other, however much waits for it', async () => {
    const at = line();
    at.addMany('dead', 500);
    expect(at.underWay('dead')).toHaveLength(OF_A_PARTNER);
    at.addMany('well', 3);
    expect(at.underWay('well')).toHaveLength(3);
    // Each of its attempts waits in vain: from then on it keeps fewer places still.
    at.pass(10_000);
    for (const rowId of at.underWay('dead')) await at.end(rowId);
    expect(at.underWay('dead')).toHaveLength(OF_A_SLOW_PARTNER);
    // It answers again, and has its places back.
    at.pass(20);
    await at.end(at.underWay('dead')[0] ?? '');
    expect(at.underWay('dead')).toHaveLength(OF_A_PARTNER);
  });

  test('[C2] many that are down together leave room as well', async () => {
    const at = line();
    for (let partner = 0; partner < 9; partner += 1) at.addMany(`dead${partner}`, 20);
    expect(at.begun).toHaveLength(AT_ONCE);
    for (let round = 0; round < 40; round += 1) {
      at.pass(10_000);
      for (const rowId of Array.from({ length: 9 }, (_, partner) => at.underWay(`dead${partner}`)).flat())
        await at.end(rowId);
    }
    for (let partner = 0; partner < 9; partner += 1) at.addMany(`dead${partner}`, 20);
    at.addMany('well', 1);
    expect(at.underWay('well')).toHaveLength(1);
  });

  test('[C2] urgent ones come first, then what has been due for longest; as one ends the next begins', async () => {
    const at = line();
    at.addMany('p', OF_A_PARTNER);
    void at.add('p-later', { dueAt: 30 });
    void at.add('p-sooner', { dueAt: 20 });
    void at.add('p-danger', { dueAt: 40, urgent: true });
    for (const next of ['p-danger', 'p-sooner', 'p-later']) {
      await at.end(at.underWay('p')[0] ?? '');
      expect(at.begun.at(-1)).toBe(next);
    }
  });

  test('[C2] one that is asked for twice begins once, and what waits when the node stops is left to others', async () => {
    const at = line();
    const first = at.add('p-0');
    void at.add('p-0');
    at.addMany('p', 10);
    expect(at.begun).toHaveLength(OF_A_PARTNER);
    let stopped = false;
    const stopping = at.turns.close().then(() => {
      stopped = true;
    });
    await at.end('p-0');
    await first;
    expect([stopped, at.begun.length]).toEqual([false, OF_A_PARTNER]);
    for (const rowId of at.underWay('p')) await at.end(rowId);
    await stopping;
    await at.add('p-new');
    expect(at.begun).toHaveLength(OF_A_PARTNER);
  });
});

describe('an attempt', () => {
  const times = { now: 1_000_000, elapsedMs: 0, leaseMs: 30_000, answerMs: 10_000 };
  const lease = { leaseUntil: times.now + times.leaseMs };

  test('[C1] is sent only while its lease outlasts an answer, by a clock that is set and by one that is not', () => {
    expect(mayStillSend(lease, times)).toBe(true);
    expect(mayStillSend(lease, { ...times, elapsedMs: 20_001 })).toBe(false);
    expect(mayStillSend(lease, { ...times, now: times.now + 20_001 })).toBe(false);
    expect(mayStillSend({ leaseUntil: null }, times)).toBe(false);
  });

  test('[C1] that is sent is answered before another may take its place', () => {
    fc.assert(
      fc.property(fc.nat(60_000), fc.integer({ min: -60_000, max: 60_000 }), (elapsedMs, set) => {
        const now = times.now + elapsedMs + set;
        if (!mayStillSend(lease, { ...times, now, elapsedMs })) return;
        expect(elapsedMs + times.answerMs).toBeLessThanOrEqual(times.leaseMs);
        expect(now + times.answerMs).toBeLessThanOrEqual(lease.leaseUntil);
      }),
    );
  });
});
