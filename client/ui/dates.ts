// Days and times as staff in England write and read them.
export { dayInWords } from '../../shared/text/day-in-words.ts';

const LONDON = { timeZone: 'Europe/London' } as const;

/** `Tue 24 Nov, 09:05`. */
export function dayAndTime(iso: string): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Date(iso).toLocaleString('en-GB', { ...LONDON, ...parts });
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What somebody typed as YYYY-MM-DD, or null where it is no day: `24/11/2026`, `24.11.2026`, `24 Nov 2026`, `2026-11-24`. */
export function readDay(typed: string): string | null {
  const parts = typed
    .trim()
    .split(/[\s/.,-]+/)
    .filter((part) => part !== '');
  const [first = '', month = '', last = ''] = parts;
  if (parts.length !== 3) return null;
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  const number = /^\d{1,2}$/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(day)) return null;
  const iso = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : null;
}

/** A day that the calendar has. */
export function isDay(iso: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return false;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso);
}

/** As it stands in a field to be corrected: `24/11/2026`. What is no day stays as it was typed. */
export function writtenDay(day: string): string {
  return isDay(day) ? day.split('-').reverse().join('/') : day;
}
