import { expect, test } from 'vitest';
import { receivedFault } from '../../../shared/domain/received-at.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test.each([
  ['now', 0, null],
  ['half a minute ahead, on a clock that is fast', MINUTE / 2, null],
  ['ten minutes ahead', 10 * MINUTE, /not come yet/],
  ['last week', -7 * DAY, null],
  ['a year ago', -365 * DAY, null],
  ['two years ago, a slip of the year', -730 * DAY, /Check the year/],
])('what reached us %s', (_, offset, fault) => {
  const found = receivedFault(NOW + offset, NOW);
  if (fault === null) expect(found).toBeNull();
  else expect(found).toMatch(fault);
});
