import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startOfServiceDay } from '../../../server/supervision/service-day.ts';
import { wallTimeAt } from '../../../shared/domain/opening-hours.ts';

const HOUR = 3_600_000;
const startOf = (iso: string) => new Date(startOfServiceDay(Date.parse(iso))).toISOString();

describe('the day of the service', () => {
  test('begins at midnight in London, in winter and in summer', () => {
    expect(startOf('2026-11-02T00:00:00Z')).toBe('2026-11-02T00:00:00.000Z');
    expect(startOf('2026-11-02T23:59:59Z')).toBe('2026-11-02T00:00:00.000Z');
    expect(startOf('2026-07-01T22:59:59Z')).toBe('2026-06-30T23:00:00.000Z');
    expect(startOf('2026-07-01T23:00:00Z')).toBe('2026-07-01T23:00:00.000Z');
  });

  test('has 23 hours when the clocks go forward and 25 when they go back', () => {
    const length = (day: string, next: string) =>
      startOfServiceDay(Date.parse(next)) - startOfServiceDay(Date.parse(day));
    expect(startOf('2026-03-29T12:00:00Z')).toBe('2026-03-29T00:00:00.000Z');
    expect(length('2026-03-29T12:00:00Z', '2026-03-30T12:00:00Z')).toBe(23 * HOUR);
    expect(startOf('2026-10-25T12:00:00Z')).toBe('2026-10-24T23:00:00.000Z');
    expect(length('2026-10-25T12:00:00Z', '2026-10-26T12:00:00Z')).toBe(25 * HOUR);
  });

  test('always begins on the wall clock at 00:00 of the same day, and not in the future', () => {
    const moment = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(moment, (at) => {
        const start = startOfServiceDay(at);
        expect(start).toBeLessThanOrEqual(at);
        expect(at - start).toBeLessThan(25 * HOUR);
        expect(wallTimeAt(new Date(start))).toEqual({ date: wallTimeAt(new Date(at)).date, minute: 0 });
      }),
    );
  });
});
