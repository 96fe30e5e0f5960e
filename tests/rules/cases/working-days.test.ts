import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentAt, wallTimeAt, weekdayOf } from '../../../shared/domain/opening-hours.ts';
import { dayAfter, isWorkingDay, workingDayAfter } from '../../../shared/domain/working-days.ts';
import { bankHolidays, isBankHoliday } from '../../../shared/reference/bank-holidays.ts';

const DAY = 86_400_000;
const day = (moment: number) => new Date(moment).toISOString().slice(0, 10);
const anyDay = fc.integer({ min: 0, max: 1060 }).map((n) => day(Date.parse('2026-01-01') + n * DAY));

describe('working days', () => {
  test.each([
    ['an ordinary Tuesday', '2026-11-24', '2026-11-26'],
    ['a Friday', '2026-11-20', '2026-11-24'],
    ['a Saturday', '2026-11-21', '2026-11-24'],
    ['a Sunday', '2026-11-22', '2026-11-24'],
    ['the Thursday before Easter', '2026-04-02', '2026-04-08'],
    ['Good Friday', '2026-04-03', '2026-04-08'],
    ['Easter Monday', '2026-04-06', '2026-04-08'],
    ['Christmas Eve, with Boxing Day moved to Monday', '2026-12-24', '2026-12-30'],
    ['Christmas Eve, with both days moved', '2027-12-24', '2027-12-30'],
    ['the Thursday before the clocks go forward', '2026-03-26', '2026-03-30'],
    ['the Friday before the clocks go back', '2026-10-23', '2026-10-27'],
    ['the Friday before the Spring bank holiday', '2027-05-28', '2027-06-02'],
  ])('two after %s', (_, from, due) => {
    expect(workingDayAfter(from, 2)).toEqual({ day: due, certain: true });
  });

  test('they are what is left when weekends and bank holidays are taken out, counted by hand', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 15 }), (from, count) => {
        const { day: due } = workingDayAfter(from, count);
        const between = Array.from({ length: (Date.parse(due) - Date.parse(from)) / DAY }, (_, n) =>
          dayAfter(from, n + 1),
        );
        const worked = between.filter(
          (each) => !['saturday', 'sunday'].includes(weekdayOf(each)) && !isBankHoliday(each),
        );
        expect(worked).toHaveLength(count);
        expect(worked.at(-1)).toBe(due);
      }),
    );
  });

  test('a later day never gives an earlier one, and none falls on a day off', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(30), fc.integer({ min: 1, max: 10 }), (from, later, count) => {
        const first = workingDayAfter(from, count);
        expect(isWorkingDay(first.day)).toBe(true);
        expect(first.day > from).toBe(true);
        expect(workingDayAfter(dayAfter(from, later), count).day >= first.day).toBe(true);
      }),
    );
  });

  test('past the end of the list, or before its beginning, the answer says that it may be wrong', () => {
    expect(workingDayAfter('2028-12-27', 2)).toEqual({ day: '2028-12-29', certain: true });
    expect(workingDayAfter('2028-12-28', 2)).toEqual({ day: '2029-01-01', certain: false });
    expect(workingDayAfter('2025-12-23', 2).certain).toBe(false);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 10 }), (back, count) => {
        const counted = workingDayAfter(dayAfter(bankHolidays.validTo, -back), count);
        expect(counted.certain).toBe(counted.day <= bankHolidays.validTo);
      }),
    );
  });
});

describe('a moment by the clock on the wall', () => {
  test('it reads on the wall as it was asked for, in every hour that exists', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1439 }), (date, minute) => {
        const skipped = isSpringChange(date) && minute >= 60 && minute < 120;
        const wanted = skipped ? { date, minute: 120 } : { date, minute };
        expect(wallTimeAt(momentAt(date, minute))).toEqual(wanted);
      }),
    );
  });

  test('of the hour that comes twice it is the first', () => {
    expect(momentAt('2026-10-25', 90).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  test('the end of a day is the beginning of the next, also where it has 23 or 25 hours', () => {
    for (const date of ['2026-03-29', '2026-10-25', '2026-12-31'])
      expect(momentAt(date, 1440)).toEqual(momentAt(dayAfter(date), 0));
    const lengthOf = (date: string) => momentAt(date, 1440).getTime() - momentAt(date, 0).getTime();
    expect(
      [lengthOf('2026-03-29'), lengthOf('2026-10-25'), lengthOf('2026-07-01')].map((ms) => ms / 3_600_000),
    ).toEqual([23, 25, 24]);
  });
});

/** The last Sunday of March. */
function isSpringChange(date: string): boolean {
  return date.slice(5, 7) === '03' && weekdayOf(date) === 'sunday' && dayAfter(date, 7).slice(5, 7) === '04';
}
