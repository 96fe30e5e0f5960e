/**
 * Between which days somebody was born, from whatever was given of their age, and whether two records of an age can be of one
 * person. An age in years or a band was true on the day on which it was given, and says less with every year since.
 */
import type { AgeSource } from './age-known.ts';
import { ageOn, OLDEST_YEARS } from './age-known.ts';

/** Days are YYYY-MM-DD; both included. */
export interface BornWithin {
  readonly from: string;
  readonly until: string;
}

/** `on` is the day on which a band was given; null where nothing is known, or what was given cannot be. */
export function bornWithin(source: AgeSource | null, on: string): BornWithin | null {
  switch (source?.by) {
    case 'date_of_birth':
      return { from: source.day, until: source.day };
    case 'year':
      return { from: `${source.year}-01-01`, until: `${source.year}-12-31` };
    case 'stated':
    case 'band':
      return bornAtAge(source, source.by === 'stated' ? source.on : on);
    default:
      return null;
  }
}

function bornAtAge(source: AgeSource, on: string): BornWithin | null {
  const age = ageOn(source, on);
  if (age === null) return null;
  const { atLeast, atMost } = age;
  return { from: dayAfter(yearsBefore(on, (atMost ?? OLDEST_YEARS) + 1)), until: yearsBefore(on, atLeast) };
}

/** Who was born on 29 February has a birthday on 1 March (age.ts): the day of that year that is not there is the one before it. */
function yearsBefore(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0');
  const same = `${year}${day.slice(4)}`;
  return day.slice(5) === '02-29' && !isLeap(Number(year)) ? `${year}-02-28` : same;
}

function isLeap(year: number): boolean {
  return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
}

function dayAfter(day: string): string {
  const next = new Date(day);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** Nothing known of either is no sign against it. */
export function mayBeOneBirth(one: BornWithin | null, other: BornWithin | null): boolean {
  return one === null || other === null || (one.from <= other.until && other.from <= one.until);
}
