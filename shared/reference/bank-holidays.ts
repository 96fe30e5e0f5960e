// Bank holidays in England and Wales: dated data with an end, because the government adds and moves them. When the data
// run out, working days and opening hours would be wrong in silence, so the end is announced six months before (D2).

export interface BankHoliday {
  readonly date: string;
  readonly name: string;
}

const year = (number: number, days: readonly (readonly [monthAndDay: string, name: string])[]): BankHoliday[] =>
  days.map(([monthAndDay, name]) => ({ date: `${number}-${monthAndDay}`, name }));

export const bankHolidays = {
  region: 'England and Wales',
  source: 'Banking and Financial Dealings Act 1971, schedule 1; compare with https://www.gov.uk/bank-holidays',
  evidence: 'K',
  validFrom: '2026-01-01',
  validTo: '2028-12-31',
  days: [
    ...year(2026, [
      ['01-01', 'New Year’s Day'],
      ['04-03', 'Good Friday'],
      ['04-06', 'Easter Monday'],
      ['05-04', 'Early May bank holiday'],
      ['05-25', 'Spring bank holiday'],
      ['08-31', 'Summer bank holiday'],
      ['12-25', 'Christmas Day'],
      ['12-28', 'Boxing Day (substitute day)'],
    ]),
    ...year(2027, [
      ['01-01', 'New Year’s Day'],
      ['03-26', 'Good Friday'],
      ['03-29', 'Easter Monday'],
      ['05-03', 'Early May bank holiday'],
      ['05-31', 'Spring bank holiday'],
      ['08-30', 'Summer bank holiday'],
      ['12-27', 'Christmas Day (substitute day)'],
      ['12-28', 'Boxing Day (substitute day)'],
    ]),
    ...year(2028, [
      ['01-03', 'New Year’s Day (substitute day)'],
      ['04-14', 'Good Friday'],
      ['04-17', 'Easter Monday'],
      ['05-01', 'Early May bank holiday'],
      ['05-29', 'Spring bank holiday'],
      ['08-28', 'Summer bank holiday'],
      ['12-25', 'Christmas Day'],
      ['12-26', 'Boxing Day'],
    ]),
  ],
} as const satisfies {
  days: readonly BankHoliday[];
  validFrom: string;
  validTo: string;
  evidence: string;
  source: string;
  region: string;
};

const dates: ReadonlySet<string> = new Set(bankHolidays.days.map((day) => day.date));

export function isBankHoliday(day: string): boolean {
  return dates.has(day);
}

/** Whether the list says anything about a day; outside it every day would look like an ordinary one. */
export function knowsBankHolidaysOn(day: string): boolean {
  return bankHolidays.validFrom <= day && day <= bankHolidays.validTo;
}

const WARN_MONTHS_BEFORE = 6;

/** Whether staff should be told that the data end: from six months before. */
export function bankHolidaysRunOut(day: string): boolean {
  const warnFrom = new Date(bankHolidays.validTo);
  warnFrom.setUTCDate(1);
  warnFrom.setUTCMonth(warnFrom.getUTCMonth() - WARN_MONTHS_BEFORE);
  return Date.parse(day) >= warnFrom.getTime();
}
