import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contiguousSeq, hasGap, mergeEntries, unreadCount } from '../../client/desk/entries.ts';
import { aMessage } from './support/builders.ts';

test('[L3] whatever way entries arrive, and however often, the log shows each once in the order of seq', () => {
  const arrivals = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }), { maxLength: 10 });
  fc.assert(
    fc.property(arrivals, (batches) => {
      const log = batches.reduce<ReturnType<typeof mergeEntries>>(
        (known, seqs) =>
          mergeEntries(
            known,
            seqs.map((seq) => aMessage(seq)),
          ),
        [],
      );
      const seqs = log.map((entry) => entry.seq);
      expect(seqs).toEqual([...new Set(batches.flat())].sort((a, b) => a - b));
    }),
  );
});

test('[L4] after a gap the desk asks from the last seq that is certain', () => {
  const log = mergeEntries([], [aMessage(1), aMessage(2), aMessage(4)]);
  expect(hasGap(log)).toBe(true);
  expect(contiguousSeq(log)).toBe(2);
  expect(hasGap(mergeEntries(log, [aMessage(3)]))).toBe(false);
});

test('a removed line loses its words on the desk too, whichever of the two came first', () => {
  const line = aMessage(1);
  const removal = {
    conversationId: 'c1',
    seq: 2,
    at: line.at,
    kind: 'redacted',
    author: { role: 'supervisor' },
    data: { seq: 1 },
  } as const;
  const before = mergeEntries(mergeEntries([], [line]), [removal]);
  const after = mergeEntries(mergeEntries([], [removal]), [line]);
  expect(before).toEqual(after);
  expect(before[0]).toMatchObject({ text: '' });
});

test('only lines of the visitor count as unread', () => {
  const log = [aMessage(1), aMessage(2, { author: { role: 'agent', agentId: 'a1' } }), aMessage(3)];
  expect(unreadCount(log, 0)).toBe(2);
  expect(unreadCount(log, 1)).toBe(1);
  expect(unreadCount(log, 3)).toBe(0);
});
