// Opening hours as a person in England reads them from a clock on the wall. Wall time is not the time line: one night a
// year the hour from 1 to 2 is missing, another night it comes twice, and both are decided here and nowhere else.
import { isBankHoliday } from '../reference/bank-holidays.ts';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** From the first minute up to, not including, the last: "09:00" to "17:00". A night is two spans, "24:00" ends one. */
export interface OpenSpan {
  readonly from: string;
  readonly to: string;
}

export interface OpeningHours {
  readonly timeZone: 'Europe/London';
  readonly weekly: Readonly<Record<Weekday, readonly OpenSpan[]>>;
  /** What holds on a bank holiday: the weekday's own hours, or these. */
  readonly bankHolidays: 'as_usual' | readonly OpenSpan[];
  /** Single days; they stand above bank holidays and the week. */
  readonly exceptions: readonly { readonly date: string; readonly spans: readonly OpenSpan[] }[];
}

export interface WallTime {
  readonly date: string;
  readonly minute: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Britain is at most one hour ahead of UTC, and changes its clocks at 01:00 UTC, in both directions. */
const OFFSETS_MS = [0, 60 * MINUTE_MS] as const;
const CHANGE_OF_CLOCKS_MS = 60 * MINUTE_MS;
/** Further ahead than any sensible exception; a service without any hours ends the search here. */
const SEARCH_DAYS = 400;

const allDay: readonly OpenSpan[] = [{ from: '00:00', to: '24:00' }];

export const alwaysOpen: OpeningHours = {
  timeZone: 'Europe/London',
  weekly: {
    monday: allDay,
    tuesday: allDay,
    wednesday: allDay,
    thursday: allDay,
    friday: allDay,
    saturday: allDay,
    sunday: allDay,
  },
  bankHolidays: 'as_usual',
  exceptions: [],
};

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

export function wallTimeAt(at: Date): WallTime {
  const part: Record<string, string> = {};
  for (const { type, value } of clock.formatToParts(at)) part[type] = value;
  return { date: `${part.year}-${part.month}-${part.day}`, minute: Number(part.hour) * 60 + Number(part.minute) };
}

/** The day (YYYY-MM-DD) that a person in England would write at this moment. */
export function londonDay(at: Date): string {
  return wallTimeAt(at).date;
}

export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/**
 * The moment at which the wall reads this minute of a day; 1440 is its end. Of an hour that comes twice it is the first,
 * of one that is missing the moment at which the clock jumps over it.
 */
export function momentAt(date: string, minute: number): Date {
  const unshifted = Date.parse(date) + minute * MINUTE_MS;
  const wanted = new Date(unshifted).toISOString();
  const moment = [...OFFSETS_MS].reverse().map((offset) => new Date(unshifted - offset));
  const found = moment.find((each) => {
    const wall = wallTimeAt(each);
    return wall.date === wanted.slice(0, 10) && wall.minute === minuteOfDay(wanted.slice(11, 16));
  });
  return found ?? new Date(Date.parse(wanted.slice(0, 10)) + CHANGE_OF_CLOCKS_MS);
}

export function weekdayOf(date: string): Weekday {
  const mondayFirst = (new Date(date).getUTCDay() + 6) % 7;
  return WEEKDAYS[mondayFirst] ?? 'monday';
}

export function spansOn(hours: OpeningHours, date: string): readonly OpenSpan[] {
  const exception = hours.exceptions.find((each) => each.date === date);
  if (exception) return exception.spans;
  if (hours.bankHolidays !== 'as_usual' && isBankHoliday(date)) return hours.bankHolidays;
  return hours.weekly[weekdayOf(date)];
}

/** In the hour that comes twice, hours that name it are kept twice; in the hour that is missing nobody can be open. */
export function isOpen(hours: OpeningHours, at: Date): boolean {
  const { date, minute } = wallTimeAt(at);
  return spansOn(hours, date).some((span) => minuteOfDay(span.from) <= minute && minute < minuteOfDay(span.to));
}

/** The first moment from `at` on at which the service is open; `at` itself when it is open now; null when never. */
export function nextOpening(hours: OpeningHours, at: Date): Date | null {
  if (isOpen(hours, at)) return at;
  const today = Date.parse(londonDay(at));
  for (let day = 0; day <= SEARCH_DAYS; day += 1) {
    const midnight = today + day * DAY_MS;
    const opening = openingsOn(hours, midnight).find((moment) => moment >= at.getTime());
    if (opening !== undefined) return new Date(opening);
  }
  return null;
}

/** Moments at which a span may begin: where the clock reads its first minute, and where the clock itself jumps. */
function openingsOn(hours: OpeningHours, midnight: number): number[] {
  const date = new Date(midnight).toISOString().slice(0, 10);
  const spans = spansOn(hours, date);
  const starts = spans.flatMap((span) => {
    const minute = minuteOfDay(span.from);
    return OFFSETS_MS.map((offset) => midnight + minute * MINUTE_MS - offset).filter((moment) => {
      const wall = wallTimeAt(new Date(moment));
      return wall.date === date && wall.minute === minute;
    });
  });
  return [...starts, midnight + CHANGE_OF_CLOCKS_MS]
    .filter((moment) => isOpen(hours, new Date(moment)))
    .sort((a, b) => a - b);
}

/** What is wrong with a set of hours, as sentences for the person who wrote them. */
export function hoursFaults(hours: OpeningHours): string[] {
  const groups: readonly (readonly [string, readonly OpenSpan[]])[] = [
    ...WEEKDAYS.map((weekday) => [weekday, hours.weekly[weekday]] as const),
    ...hours.exceptions.map((each) => [each.date, each.spans] as const),
    ...(hours.bankHolidays === 'as_usual' ? [] : [['bank holidays', hours.bankHolidays] as const]),
  ];
  return groups.flatMap(([when, spans]) =>
    spans.filter(isFaulty).map((span) => `Hours on ${when}: "${span.from}" to "${span.to}" is not a span of one day.`),
  );
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function isFaulty({ from, to }: OpenSpan): boolean {
  return !TIME.test(from) || !(TIME.test(to) || to === '24:00') || minuteOfDay(from) >= minuteOfDay(to);
}
