/** The day of the service, as people there would write it: it begins at midnight in London, whatever the clocks did. */
import { londonDay } from '../../shared/domain/opening-hours.ts';

const HOUR_MS = 3_600_000;

/** The moment at which the London day of `at` began. Britain is never behind UTC, and at most one hour ahead. */
export function startOfServiceDay(at: number): number {
  const day = londonDay(new Date(at));
  const midnightInGreenwich = Date.parse(day);
  const inSummer = midnightInGreenwich - HOUR_MS;
  return londonDay(new Date(inSummer)) === day ? inSummer : midnightInGreenwich;
}
