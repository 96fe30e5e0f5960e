/**
 * When somebody may be reached: weekly spans on the clock in England, with times that are never safe above them. The night
 * in which an hour is missing or comes twice is decided by the clock on their wall, as they meant it.
 */
import type { ContactTimes, WeeklySpan } from './contact-terms.ts';
import { minuteOfDay, wallTimeAt, weekdayOf } from './opening-hours.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Britain is at most one hour ahead of UTC, and changes its clocks at 01:00 UTC, in both directions. */
const OFFSETS_MS = [0, 60 * MINUTE_MS] as const;
/** A span in the hour that one Sunday does not have is there the Sunday after. */
const SEARCH_DAYS = 15;

/** Whether anybody asked when it is safe. */
export function timesKnown({ anyTime, safeTimes }: ContactTimes): boolean {
  return anyTime || safeTimes.length > 0;
}

/** `at` in epoch ms. Where nobody asked, no time is a safe one. */
export function isSafeTime({ anyTime, safeTimes, neverTimes }: ContactTimes, at: number): boolean {
  const { date, minute } = wallTimeAt(new Date(at));
  const day = weekdayOf(date);
  const holds = (span: WeeklySpan) =>
    span.day === day && minuteOfDay(span.from) <= minute && minute < minuteOfDay(span.to);
  return !neverTimes.some(holds) && (anyTime || safeTimes.some(holds));
}

/** Whether all of the `forMs` from `at` on is safe. */
export function isSafeSpan(times: ContactTimes, at: number, forMs: number): boolean {
  return isSafeTime(times, at) && turns(times, at, at + forMs).every((moment) => isSafeTime(times, moment));
}

/** The first moment from `at` on that begins a safe time of this length; null where none comes within two weeks. */
export function nextSafeTime(times: ContactTimes, at: number, forMs = 0): number | null {
  const moments = [at, ...turns(times, at, at + SEARCH_DAYS * DAY_MS)];
  return moments.find((moment) => isSafeSpan(times, moment, forMs)) ?? null;
}

/** When a safe time that holds now ends; null where it does not end within two weeks. */
export function safeUntil(times: ContactTimes, at: number): number | null {
  return turns(times, at, at + SEARCH_DAYS * DAY_MS).find((moment) => !isSafeTime(times, moment)) ?? null;
}

/** Every moment strictly between the two at which the answer may turn, in order: ends of spans, midnight, the clock itself. */
function turns({ safeTimes, neverTimes }: ContactTimes, after: number, before: number): number[] {
  const spans = [...safeTimes, ...neverTimes];
  const first = Date.parse(wallTimeAt(new Date(after)).date);
  const found = new Set<number>();
  for (let midnight = first; midnight <= before + DAY_MS; midnight += DAY_MS) {
    const date = new Date(midnight).toISOString().slice(0, 10);
    const today = spans.filter(({ day }) => day === weekdayOf(date));
    const minutes = new Set([0, 60, 120, ...today.flatMap(({ from, to }) => [minuteOfDay(from), minuteOfDay(to)])]);
    for (const minute of minutes) for (const offset of OFFSETS_MS) found.add(midnight + minute * MINUTE_MS - offset);
  }
  // One of the two offsets is not the one in force: such a moment is looked at for nothing, and changes no answer.
  return [...found].filter((moment) => after < moment && moment < before).sort((a, b) => a - b);
}
