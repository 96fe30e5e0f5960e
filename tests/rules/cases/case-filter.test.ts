import { expect, test } from 'vitest';
import { filterOf } from '../../../server/cases/case-filter.ts';

const asking = { agentId: 'a', covered: [] };
const opened = (openedFrom: string, openedUntil: string) =>
  filterOf({ openedFrom, openedUntil }, asking, Date.parse('2026-11-26T12:00:00Z'));
const between = (from: string, until: string) => ({
  openedAt: { $gte: Date.parse(from), $lte: Date.parse(until) - 1 },
});

test('a day of the list is the day in England, in summer and on both days on which the clocks change', () => {
  expect(opened('2026-07-01', '2026-07-01').$and).toContainEqual(
    between('2026-06-30T23:00:00Z', '2026-07-01T23:00:00Z'),
  );
  expect(opened('2026-03-29', '2026-03-29').$and).toContainEqual(
    between('2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z'),
  );
  expect(opened('2026-10-25', '2026-10-25').$and).toContainEqual(
    between('2026-10-24T23:00:00Z', '2026-10-26T00:00:00Z'),
  );
});
