import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alwaysOpen,
  hoursFaults,
  isOpen,
  minuteOfDay,
  nextOpening,
  type OpeningHours,
  type OpenSpan,
  spansOn,
  wallTimeAt,
  weekdayOf,
} from '../../../shared/domain/opening-hours.ts';

const MINUTE = 60_000;
const at = (iso: string) => new Date(iso);
const never: readonly OpenSpan[] = [];
const nineToFive: readonly OpenSpan[] = [{ from: '09:00', to: '17:00' }];

const closedAllWeek: OpeningHours = {
  ...alwaysOpen,
  weekly: {
    monday: never,
    tuesday: never,
    wednesday: never,
    thursday: never,
    friday: never,
    saturday: never,
    sunday: never,
  },
};
const officeHours: OpeningHours = {
  ...closedAllWeek,
  weekly: {
    ...closedAllWeek.weekly,
    monday: nineToFive,
    tuesday: nineToFive,
    wednesday: nineToFive,
    thursday: nineToFive,
    friday: nineToFive,
  },
};
const onSundays = (from: string, to: string): OpeningHours => ({
  ...closedAllWeek,
  weekly: { ...closedAllWeek.weekly, sunday: [{ from, to }] },
});

/** British summer time by the rule in the law, not by the library under test: last Sundays of March and October, 1 a.m. UTC. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 86_400_000;
}
function wallByLaw(moment: number): { date: string; minute: number } {
  const year = new Date(moment).getUTCFullYear();
  const summer = moment >= lastSunday(year, 2) && moment < lastSunday(year, 9);
  const wall = new Date(moment + (summer ? 60 * MINUTE : 0));
  return { date: wall.toISOString().slice(0, 10), minute: wall.getUTCHours() * 60 + wall.getUTCMinutes() };
}

const clockText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const someSpan = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from: clockText(from), to: clockText(to) }));
const someSpans = fc.array(someSpan, { maxLength: 2 });
const someHours: fc.Arbitrary<OpeningHours> = fc.record({
  timeZone: fc.constant('Europe/London' as const),
  weekly: fc.record({
    monday: someSpans,
    tuesday: someSpans,
    wednesday: someSpans,
    thursday: someSpans,
    friday: someSpans,
    saturday: someSpans,
    sunday: someSpans,
  }),
  bankHolidays: fc.oneof(fc.constant('as_usual' as const), someSpans),
  exceptions: fc.constant([]),
});
const aroundTheChange = fc.oneof(
  ...[lastSunday(2026, 2), lastSunday(2026, 9), lastSunday(2027, 2), lastSunday(2027, 9)].map((change) =>
    fc.integer({ min: -180, max: 180 }).map((minutes) => change + minutes * MINUTE),
  ),
);
const anyMoment = fc.oneof(
  fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2028-12-01') }),
  aroundTheChange,
);

describe('the clock on the wall', () => {
  test('it reads as the law on summer time says, also around both changes', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        expect(wallTimeAt(new Date(moment))).toEqual(wallByLaw(moment));
      }),
    );
  });

  test('a service that never closes is open at every moment', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const now = new Date(moment);
        expect(isOpen(alwaysOpen, now)).toBe(true);
        expect(nextOpening(alwaysOpen, now)).toEqual(now);
      }),
    );
  });
});

describe('opening hours', () => {
  test('nine to five means nine to five in winter and in summer', () => {
    expect(isOpen(officeHours, at('2026-01-12T09:00:00Z'))).toBe(true);
    expect(isOpen(officeHours, at('2026-01-12T08:59:59Z'))).toBe(false);
    expect(isOpen(officeHours, at('2026-07-13T08:00:00Z'))).toBe(true);
    expect(isOpen(officeHours, at('2026-07-13T16:00:00Z'))).toBe(false);
  });

  test('after closing time the next opening is the next working morning', () => {
    expect(nextOpening(officeHours, at('2026-10-23T17:30:00Z'))).toEqual(at('2026-10-26T09:00:00Z'));
    expect(nextOpening(officeHours, at('2026-03-27T18:00:00Z'))).toEqual(at('2026-03-30T08:00:00Z'));
  });

  test('hours inside the hour that is missing in March begin when the clock has jumped', () => {
    expect(nextOpening(onSundays('01:30', '03:00'), at('2026-03-29T00:10:00Z'))).toEqual(at('2026-03-29T01:00:00Z'));
    const onlyInTheGap = nextOpening(onSundays('01:10', '01:50'), at('2026-03-29T00:10:00Z'));
    expect(onlyInTheGap).toEqual(at('2026-04-05T00:10:00Z'));
  });

  test('hours inside the hour that comes twice in October are kept twice', () => {
    const hours = onSundays('01:00', '01:30');
    expect(isOpen(hours, at('2026-10-25T00:10:00Z'))).toBe(true);
    expect(isOpen(hours, at('2026-10-25T00:40:00Z'))).toBe(false);
    expect(nextOpening(hours, at('2026-10-25T00:40:00Z'))).toEqual(at('2026-10-25T01:00:00Z'));
  });

  test('a bank holiday may have hours of its own, and a single day stands above it', () => {
    const hours: OpeningHours = {
      ...officeHours,
      bankHolidays: [{ from: '10:00', to: '12:00' }],
      exceptions: [{ date: '2026-12-25', spans: [] }],
    };
    expect(isOpen(hours, at('2026-12-28T11:00:00Z'))).toBe(true);
    expect(isOpen(hours, at('2026-12-28T14:00:00Z'))).toBe(false);
    expect(isOpen(hours, at('2026-12-25T11:00:00Z'))).toBe(false);
    expect(nextOpening(hours, at('2026-12-24T17:00:00Z'))).toEqual(at('2026-12-28T10:00:00Z'));
  });

  test('a service without any hours has no next opening', () => {
    expect(nextOpening(closedAllWeek, at('2026-11-24T12:00:00Z'))).toBeNull();
  });

  test('open exactly when the wall clock is inside one of the spans of the day', () => {
    fc.assert(
      fc.property(someHours, anyMoment, (hours, moment) => {
        const { date, minute } = wallByLaw(moment);
        const inside = spansOn(hours, date).some(
          ({ from, to }) => minuteOfDay(from) <= minute && minute < minuteOfDay(to),
        );
        expect(isOpen(hours, new Date(moment))).toBe(inside);
      }),
    );
  });

  test('the next opening is the first open minute, found by trying every minute', () => {
    fc.assert(
      fc.property(someHours, fc.oneof(aroundTheChange, aroundTheChange, anyMoment), (hours, moment) => {
        const start = Math.ceil(moment / MINUTE) * MINUTE;
        let found: Date | null = isOpen(hours, new Date(moment)) ? new Date(moment) : null;
        for (let minute = 0; found === null && minute <= 36 * 60; minute += 1) {
          const candidate = new Date(start + minute * MINUTE);
          if (isOpen(hours, candidate)) found = candidate;
        }
        const answer = nextOpening(hours, new Date(moment));
        if (found !== null) expect(answer).toEqual(found);
        else expect(answer === null || answer.getTime() > start + 36 * 60 * MINUTE).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a span that runs backwards or is no time of day is named in a sentence', () => {
    expect(hoursFaults(alwaysOpen)).toEqual([]);
    expect(hoursFaults(onSundays('17:00', '09:00'))).toEqual([
      'Hours on sunday: "17:00" to "09:00" is not a span of one day.',
    ]);
    expect(hoursFaults(onSundays('09:00', '25:00'))).toHaveLength(1);
  });

  test('the weekday of a date does not depend on where the server stands', () => {
    expect(weekdayOf('2026-11-24')).toBe('tuesday');
    expect(weekdayOf('2027-03-28')).toBe('sunday');
  });
});
