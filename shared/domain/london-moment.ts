/** From a day and a time that somebody read from a clock in England to the moment it was (epoch ms). */
import { minuteOfDay, wallTimeAt } from './opening-hours.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 60 * MINUTE_MS;

/** `time` as "HH:MM", "24:00" the end of the day. In the hour that comes twice the first; in the one that is missing its end. */
export function londonMoment(day: string, time: string): number {
  const minute = minuteOfDay(time);
  const asUtc = Date.parse(day) + minute * MINUTE_MS;
  const date = new Date(asUtc).toISOString().slice(0, 10);
  // British summer time is an hour ahead, so its reading of a clock is the earlier moment.
  const found = [asUtc - HOUR_MS, asUtc].find((moment) => {
    const wall = wallTimeAt(new Date(moment));
    return wall.date === date && wall.minute === minute % (DAY_MS / MINUTE_MS);
  });
  return found ?? Date.parse(day) + HOUR_MS;
}

/** The last moment of a day in England that still is that day. */
export function endOfLondonDay(day: string): number {
  return londonMoment(day, '24:00') - 1;
}
