import { describe, expect, test } from 'vitest';
import { weekdayOf } from '../../../shared/domain/opening-hours.ts';
import { bankHolidays, bankHolidaysRunOut, isBankHoliday } from '../../../shared/reference/bank-holidays.ts';

/** Easter by the rule of the Gregorian calendar (Meeus, Jones, Butcher): an oracle that shares nothing with the list. */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1);
}

const DAY = 86_400_000;
const years = [2026, 2027, 2028];
const day = (moment: number) => new Date(moment).toISOString().slice(0, 10);

describe('bank holidays in England and Wales', () => {
  test.each(years)('%i has eight, every one on a working day, in order', (year) => {
    const dates = bankHolidays.days.map((each) => each.date as string).filter((date) => date.startsWith(`${year}`));
    expect(dates).toHaveLength(8);
    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates.filter((date) => ['saturday', 'sunday'].includes(weekdayOf(date)))).toEqual([]);
  });

  test.each(years)('%i has Good Friday and Easter Monday where the calendar puts Easter', (year) => {
    expect(isBankHoliday(day(easterSunday(year) - 2 * DAY))).toBe(true);
    expect(isBankHoliday(day(easterSunday(year) + DAY))).toBe(true);
  });

  test.each(years)('%i has its May and August holidays on the first or last Monday', (year) => {
    const mondays = (month: number) =>
      Array.from({ length: 31 }, (_, index) => day(Date.UTC(year, month, index + 1))).filter(
        (date) => weekdayOf(date) === 'monday' && new Date(date).getUTCMonth() === month,
      );
    expect(isBankHoliday(mondays(4).at(0) ?? '')).toBe(true);
    expect(isBankHoliday(mondays(4).at(-1) ?? '')).toBe(true);
    expect(isBankHoliday(mondays(7).at(-1) ?? '')).toBe(true);
  });

  test('the end of the list is announced six months before it comes', () => {
    expect(bankHolidaysRunOut('2028-05-31')).toBe(false);
    expect(bankHolidaysRunOut('2028-06-01')).toBe(true);
    expect(bankHolidaysRunOut('2029-02-01')).toBe(true);
  });
});
