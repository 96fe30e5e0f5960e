/** A clock that goes on as the real one does, from a weekday and an hour in England that a test needs, and can be put forward. */
import { londonMoment } from '../../shared/domain/london-moment.ts';
import { londonDay, type Weekday, weekdayOf } from '../../shared/domain/opening-hours.ts';
import { isBankHoliday } from '../../shared/reference/bank-holidays.ts';

const DAY_MS = 86_400_000;

export interface WallClock {
  now(): number;
  forward(ms: number): void;
  /** The day in England, so many days from now. */
  day(ahead?: number): string;
  /** That time on the clock of that day, as ISO. */
  at(time: string, ahead?: number): string;
}

/**
 * Never in the past: what ends by the database's own clock must not end early. Of a working day, one that two more follow as
 * far as the week goes: no bank holiday is in the way of what a test counts.
 */
export function wallClock(weekday: Weekday, time: string): WallClock {
  const real = Date.now();
  const moments = Array.from({ length: 60 }, (_, ahead) =>
    londonMoment(londonDay(new Date(real + ahead * DAY_MS)), time),
  );
  const days = (at: number) => [0, 1, 2].map((ahead) => londonDay(new Date(at + ahead * DAY_MS)));
  const begin = moments.find(
    (at) => at >= real && weekdayOf(londonDay(new Date(at))) === weekday && !days(at).some(isBankHoliday),
  );
  if (begin === undefined) throw new Error(`There is no ${weekday} ahead.`);
  let offset = begin - real;
  const clock: WallClock = {
    now: () => Date.now() + offset,
    forward: (ms) => {
      offset += ms;
    },
    day: (ahead = 0) => londonDay(new Date(clock.now() + ahead * DAY_MS)),
    at: (at, ahead = 0) => new Date(londonMoment(clock.day(ahead), at)).toISOString(),
  };
  return clock;
}
