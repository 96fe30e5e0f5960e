// Working days in England and Wales: Monday to Friday without bank holidays. Days are written YYYY-MM-DD and counted as
// such, so neither the time zone of a process nor a change of clocks can move one.
import { isBankHoliday, knowsBankHolidaysOn } from '../reference/bank-holidays.ts';
import { weekdayOf } from './opening-hours.ts';

const DAY_MS = 86_400_000;

/** `certain` is false where a day that was counted lies outside the dated list of bank holidays: count it by hand. */
export interface CountedDay {
  readonly day: string;
  readonly certain: boolean;
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

export function isWorkingDay(day: string): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 'saturday' && weekday !== 'sunday' && !isBankHoliday(day);
}

/**
 * The working day that comes `count` after a day, which is itself day 0 whether people work on it or not (D2): two
 * after a Friday, a Saturday or a Sunday are all the same Tuesday.
 */
export function workingDayAfter(day: string, count: number): CountedDay {
  let at = day;
  let certain = true;
  for (let left = count; left > 0; ) {
    at = dayAfter(at);
    certain &&= knowsBankHolidaysOn(at);
    if (isWorkingDay(at)) left -= 1;
  }
  return { day: at, certain };
}
