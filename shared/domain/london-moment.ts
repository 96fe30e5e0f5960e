/** From a day and a time that somebody read from a clock in England to the moment it was (epoch ms). */
import { minuteOfDay, momentAt } from './opening-hours.ts';

/** `time` as "HH:MM", "24:00" the end of the day. In the hour that comes twice the first; in the one that is missing its end. */
export function londonMoment(day: string, time: string): number {
  return momentAt(day, minuteOfDay(time)).getTime();
}

/** The last moment of a day in England that still is that day. */
export function endOfLondonDay(day: string): number {
  return londonMoment(day, '24:00') - 1;
}
