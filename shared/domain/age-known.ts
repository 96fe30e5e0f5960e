/**
 * How old somebody is, from whatever they chose to give: the day of birth, the year, an age or a band. Where it leaves two
 * ages open the younger one counts for every rule, because a child treated as an adult is the worse mistake.
 */
import type { AgeBand } from '../protocol/pre-chat.ts';
import { yearsBetween } from './age.ts';
import type { Known } from './ruling.ts';

/** Days are YYYY-MM-DD in England. */
export type AgeSource =
  | { readonly by: 'date_of_birth'; readonly day: string }
  | { readonly by: 'year'; readonly year: number }
  | { readonly by: 'stated'; readonly years: number; readonly on: string }
  | { readonly by: 'band'; readonly band: AgeBand };

/** Whole years; `atMost` null is open upwards. */
export interface AgeSpan {
  readonly atLeast: number;
  readonly atMost: number | null;
}

/** Bands at which rules turn. */
export type RuleBand = Exclude<AgeBand, 'prefer_not_to_say'>;

/** Nobody has been proved to be older than 122. */
export const OLDEST_YEARS = 122;

const SPAN_OF: Readonly<Record<RuleBand, AgeSpan>> = {
  under_13: { atLeast: 0, atMost: 12 },
  '13_15': { atLeast: 13, atMost: 15 },
  '16_17': { atLeast: 16, atMost: 17 },
  adult: { atLeast: 18, atMost: null },
};

/** What is wrong with what was given, as a sentence that says what to correct; null when nothing is. */
export function ageFault(source: AgeSource, today: string): string | null {
  switch (source.by) {
    case 'date_of_birth':
      return birthFault(source.day, today);
    case 'year': {
      const { year } = source;
      const now = Number(today.slice(0, 4));
      if (Number.isInteger(year) && year <= now && year >= now - OLDEST_YEARS) return null;
      return 'Nobody alive was born in this year. Correct it, or leave it out.';
    }
    case 'stated': {
      const { years, on } = source;
      if (!isDay(on) || on > today) return 'The day on which the age was given has not come yet. Correct it.';
      if (Number.isInteger(years) && years >= 0 && years <= OLDEST_YEARS) return null;
      return `An age is a whole number from 0 to ${OLDEST_YEARS}. Correct it, or leave it out.`;
    }
    case 'band':
      return null;
  }
}

function birthFault(day: string, today: string): string | null {
  if (!isDay(day)) return 'There is no such day. Correct the date of birth, or give the year alone.';
  if (day > today) return 'The date of birth is in the future. Correct it.';
  return yearsBetween(day, today) > OLDEST_YEARS ? 'Nobody alive was born on this day. Correct the year.' : null;
}

/** A day that the calendar has: 30 February and 29 February 2026 are none. */
function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const read = new Date(day);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === day;
}

/** Null where nothing is known, or what was given cannot be. */
export function ageOn(source: AgeSource | null, today: string): AgeSpan | null {
  if (source === null || ageFault(source, today) !== null) return null;
  switch (source.by) {
    case 'date_of_birth': {
      const years = yearsBetween(source.day, today);
      return { atLeast: years, atMost: years };
    }
    case 'year':
      return {
        atLeast: Math.max(0, yearsBetween(`${source.year}-12-31`, today)),
        atMost: yearsBetween(`${source.year}-01-01`, today),
      };
    case 'stated': {
      const since = yearsBetween(source.on, today);
      return { atLeast: source.years + since, atMost: source.years + since + (source.on === today ? 0 : 1) };
    }
    case 'band':
      return source.band === 'prefer_not_to_say' ? null : SPAN_OF[source.band];
  }
}

/** By the younger age; null where nothing is known, which costs a person nothing and gives no right of a child. */
export function ruleBandOf(span: AgeSpan | null): RuleBand | null {
  if (span === null) return null;
  if (span.atLeast < 13) return 'under_13';
  if (span.atLeast < 16) return '13_15';
  return span.atLeast < 18 ? '16_17' : 'adult';
}

const REPORTING: readonly (readonly [below: number, code: string])[] = [
  [5, 'age_0_4'],
  [10, 'age_5_9'],
  [13, 'age_10_12'],
  [16, 'age_13_15'],
  [18, 'age_16_17'],
  [19, 'age_18'],
  [25, 'age_19_24'],
  [35, 'age_25_34'],
  [45, 'age_35_44'],
  [55, 'age_45_54'],
  [65, 'age_55_64'],
  [75, 'age_65_74'],
  [85, 'age_75_84'],
];

/** The finer band of a return, a code of `ageBands`; `not_asked` where the age is unknown or a band too wide for it. */
export function reportingBandOf(span: AgeSpan | null): string {
  if (span === null || span.atMost === null || span.atMost - span.atLeast > 1) return 'not_asked';
  return REPORTING.find(([below]) => span.atLeast < below)?.[1] ?? 'age_85_over';
}

export interface OffenceTime {
  readonly on: string | null;
  /** A code of `occurredBands`. */
  readonly band: string | null;
}

/** How many years ago a band lies, from and to. */
const YEARS_AGO: Readonly<Record<string, readonly [number, number]>> = {
  last_24_hours: [0, 1],
  last_week: [0, 1],
  last_month: [0, 1],
  last_year: [0, 1],
  one_to_five_years: [1, 5],
  over_five_years: [5, OLDEST_YEARS],
};

/** Whether they were under 18 when it happened, as far as what was given tells. */
export function under18Then(source: AgeSource | null, offence: OffenceTime, today: string): Known {
  if (source?.by === 'date_of_birth' && offence.on !== null && offence.on >= source.day)
    return yearsBetween(source.day, offence.on) < 18 ? 'yes' : 'no';
  const now = ageOn(source, today);
  if (now === null) return 'not_known';
  if (now.atMost !== null && now.atMost < 18) return 'yes';
  const ago = offence.on === null ? YEARS_AGO[offence.band ?? ''] : around(yearsBetween(offence.on, today));
  if (ago === undefined) return 'not_known';
  if (now.atLeast - ago[1] >= 18) return 'no';
  return now.atMost !== null && now.atMost - ago[0] < 18 ? 'yes' : 'not_known';
}

function around(years: number): readonly [number, number] {
  return [years, years + 1];
}
