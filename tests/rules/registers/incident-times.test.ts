import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incidentTimeFaults, toldTimeFault } from '../../../shared/domain/incident-times.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const DAY = 86_400_000;
const days = (max: number) => fc.integer({ min: 0, max }).map((count) => count * DAY);

test.each([
  ['known since 1901', { awareAt: Date.parse('1901-01-01'), happenedAt: null }, 'awareAt'],
  ['known for three years', { awareAt: NOW - 3 * 366 * DAY, happenedAt: null }, 'awareAt'],
  ['known tomorrow', { awareAt: NOW + DAY, happenedAt: null }, 'awareAt'],
  ['happened tomorrow', { awareAt: NOW, happenedAt: NOW + DAY }, 'happenedAt'],
  ['happened after it was known', { awareAt: NOW - DAY, happenedAt: NOW }, 'happenedAt'],
  ['happened in 1901', { awareAt: NOW, happenedAt: Date.parse('1901-01-01') }, 'happenedAt'],
] as const)('an incident %s is refused at that field', (_, times, path) => {
  expect(incidentTimeFaults(times, NOW)).toMatchObject([{ path, message: expect.stringMatching(/Check|Correct/) }]);
});

test('an incident that happened, was then known, and told of since, passes', () => {
  fc.assert(
    fc.property(days(700), days(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (known, before, share) => {
      const awareAt = NOW - known;
      expect(incidentTimeFaults({ awareAt, happenedAt: awareAt - before }, NOW)).toEqual([]);
      expect(incidentTimeFaults({ awareAt, happenedAt: null }, NOW)).toEqual([]);
      expect(toldTimeFault(awareAt + share * known, awareAt, NOW)).toBeNull();
    }),
  );
});

test('nobody is told before it is known, or tomorrow', () => {
  expect(toldTimeFault(NOW - 2 * DAY, NOW - DAY, NOW)).toMatch(/before it was known/);
  expect(toldTimeFault(NOW + DAY, NOW - DAY, NOW)).toMatch(/future/);
});
