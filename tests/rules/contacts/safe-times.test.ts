import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContactTimes, WeeklySpan } from '../../../shared/domain/contact-terms.ts';
import { endOfLondonDay, londonMoment } from '../../../shared/domain/london-moment.ts';
import { londonDay, WEEKDAYS } from '../../../shared/domain/opening-hours.ts';
import { isSafeSpan, isSafeTime, nextSafeTime, safeUntil } from '../../../shared/domain/safe-times.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The night without an hour, and the night with one twice. */
const SPRING = '2027-03-28';
const AUTUMN = '2026-10-25';

const at = (utc: string) => Date.parse(`${utc}:00Z`);
const only = (...safeTimes: WeeklySpan[]): ContactTimes => ({ anyTime: false, safeTimes, neverTimes: [] });
const sunday = (from: string, to: string): WeeklySpan => ({ day: 'sunday', from, to });

describe('the night in which the clocks go forward', () => {
  test('has no safe time in the hour that it does not have; the Sunday after has it', () => {
    const times = only(sunday('01:00', '02:00'));
    expect(nextSafeTime(times, at(`${SPRING}T00:00`))).toBe(at('2027-04-04T00:00'));
    for (let minute = 0; minute < 24 * 60; minute += 1)
      expect(isSafeTime(times, at(`${SPRING}T00:00`) + minute * MINUTE)).toBe(false);
  });

  test('begins a span that the jump falls into when the clock has jumped', () => {
    const times = only(sunday('01:30', '03:00'));
    expect(nextSafeTime(times, at(`${SPRING}T00:00`))).toBe(at(`${SPRING}T01:00`));
    expect(safeUntil(times, at(`${SPRING}T01:00`))).toBe(at(`${SPRING}T02:00`));
  });
});

describe('the night in which the clocks go back', () => {
  test('keeps the hour that comes twice, twice: safe as safe, and never as never', () => {
    const twice = [at(`${AUTUMN}T00:30`), at(`${AUTUMN}T01:30`)];
    expect(twice.map((moment) => isSafeTime(only(sunday('01:00', '02:00')), moment))).toEqual([true, true]);
    const never: ContactTimes = { anyTime: true, safeTimes: [], neverTimes: [sunday('01:00', '02:00')] };
    expect(twice.map((moment) => isSafeTime(never, moment))).toEqual([false, false]);
    expect(nextSafeTime(never, at(`${AUTUMN}T00:30`))).toBe(at(`${AUTUMN}T02:00`));
  });
});

const minuteOfDay = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const span: fc.Arbitrary<WeeklySpan> = fc
  .tuple(fc.constantFrom(...WEEKDAYS), minuteOfDay, minuteOfDay)
  .filter(([, a, b]) => a !== b)
  .map(([day, a, b]) => ({ day, from: clock(Math.min(a, b)), to: clock(Math.max(a, b)) }));
const times: fc.Arbitrary<ContactTimes> = fc.record({
  ...{
    anyTime: fc.boolean(),
    safeTimes: fc.array(span, { maxLength: 4 }),
    neverTimes: fc.array(span, { maxLength: 4 }),
  },
});
/** Around both changes of the clocks, and a plain week. */
const moment = fc
  .tuple(fc.constantFrom(AUTUMN, SPRING, '2026-06-10'), fc.integer({ min: -2 * 24 * 60, max: 2 * 24 * 60 }))
  .map(([day, minutes]) => Date.parse(day) + minutes * MINUTE);

describe('the next safe time', () => {
  test('is safe for as long as is needed, and nothing before it is', () => {
    fc.assert(
      fc.property(times, moment, fc.constantFrom(0, 20 * MINUTE, 90 * MINUTE), (given, from, forMs) => {
        const next = nextSafeTime(given, from, forMs);
        if (next !== null) {
          expect(next).toBeGreaterThanOrEqual(from);
          for (let moment = next; moment < next + forMs; moment += MINUTE) expect(isSafeTime(given, moment)).toBe(true);
        }
        const until = Math.min(next ?? Number.POSITIVE_INFINITY, from + 8 * 24 * HOUR);
        for (let before = from; before < until; before += 15 * MINUTE)
          expect(isSafeSpan(given, before, forMs)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('lasts until the moment that is said, and not a moment longer', () => {
    fc.assert(
      fc.property(times, moment, (given, from) => {
        const begin = nextSafeTime(given, from);
        const end = begin === null ? null : safeUntil(given, begin);
        if (begin === null || end === null) return;
        expect(isSafeTime(given, end)).toBe(false);
        expect(isSafeTime(given, end - 1)).toBe(true);
        expect(isSafeSpan(given, begin, end - begin)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('never comes where nobody asked, or where every time is ruled out', () => {
    expect(nextSafeTime(only(), at('2026-11-25T10:00'))).toBeNull();
    const never = WEEKDAYS.map((day) => ({ day, from: '00:00', to: '24:00' }));
    expect(nextSafeTime({ anyTime: true, safeTimes: [], neverTimes: never }, at('2026-11-25T10:00'))).toBeNull();
  });
});

describe('a day and a time on a clock in England', () => {
  test.each([
    ['2026-11-25', '17:00', '2026-11-25T17:00'],
    ['2026-07-01', '17:00', '2026-07-01T16:00'],
    ['2026-07-01', '24:00', '2026-07-01T23:00'],
    [AUTUMN, '01:30', '2026-10-25T00:30'],
    [AUTUMN, '24:00', '2026-10-26T00:00'],
    [SPRING, '01:30', '2027-03-28T01:00'],
    [SPRING, '24:00', '2027-03-28T23:00'],
  ])('%s %s is %s', (day, time, utc) => {
    expect(londonMoment(day, time)).toBe(at(utc));
  });

  test('its end is the last moment that still is that day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), (days) => {
        const day = new Date(Date.parse('2026-01-01') + days * 24 * HOUR).toISOString().slice(0, 10);
        expect(londonDay(new Date(endOfLondonDay(day)))).toBe(day);
        expect(londonDay(new Date(endOfLondonDay(day) + 1))).not.toBe(day);
      }),
    );
  });
});
