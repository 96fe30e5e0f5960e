import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOfTime } from '../../../server/platform/parts-of-time.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const parts = { atMostMs: DAY, overlapMs: 15_000, partMs: 30 * MINUTE };
const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });

test('between two looks nothing is left out, and nothing is looked at twice', () => {
  const lookedAt = moment.chain((to) => fc.record({ to: fc.constant(to), sinceMs: fc.integer({ min: 0, max: DAY }) }));
  fc.assert(
    fc.property(lookedAt, fc.double({ min: 0, max: 1, noNaN: true }), ({ to, sinceMs }, share) => {
      const at = to - Math.round(share * sinceMs);
      const holding = partsOfTime(to - sinceMs, to, parts).filter(({ $gte, $lt }) => $gte <= at && at < $lt);
      expect(holding).toHaveLength(1);
    }),
  );
});

test('what was written a little before the last look, by a clock that is behind, is seen', () => {
  expect(partsOfTime(DAY, DAY, parts)).toEqual([{ $gte: DAY - 15_000, $lt: DAY - 15_000 + 30 * MINUTE }]);
});

test('a clock that goes on by years, or back, costs no more looks than a day', () => {
  fc.assert(
    fc.property(moment, moment, (since, to) => {
      expect(partsOfTime(since, to, parts).length).toBeLessThanOrEqual(49);
    }),
  );
});
