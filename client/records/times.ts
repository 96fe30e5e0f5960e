// Times of a week as somebody says them: "Monday to Friday, nine to twelve" is one line of the form and five spans.
import { minuteOfDay, WEEKDAYS, type Weekday } from '../../shared/domain/opening-hours.ts';
import { say, sayCode } from '../ui/words.ts';
import type { Value, Values } from './field.ts';
import { itemsOf } from './merge.ts';

export interface TimeRow {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

const isWeekday = (day: Value | undefined): day is Weekday => WEEKDAYS.some((known) => known === day);

/** Spans of the same time are one row, in the order in which they stand. */
export function rowsOf(value: Value): readonly TimeRow[] {
  const rows: TimeRow[] = [];
  for (const span of itemsOf(value)) {
    const { day } = span;
    const [from, to] = [String(span.from ?? ''), String(span.to ?? '')];
    if (!isWeekday(day)) continue;
    const at = rows.findIndex((row) => row.from === from && row.to === to && !row.days.includes(day));
    const known = rows[at];
    if (known === undefined) rows.push({ days: [day], from, to });
    else rows[at] = { ...known, days: WEEKDAYS.filter((each) => each === day || known.days.includes(each)) };
  }
  return rows;
}

export function spansOf(rows: readonly TimeRow[]): readonly Values[] {
  return rows.flatMap(({ days, from, to }) => days.map((day) => ({ day, from, to })));
}

/** `9`, `9.30`, `930`, `09:30` and `24:00`; null where it is no time. */
export function readTime(typed: string): string | null {
  const digits = typed.trim().replace(/[.:]/, ':');
  const [, hours, minutes = '0'] = /^(\d{1,2}):?(\d{2})?$/.exec(digits) ?? [];
  if (hours === undefined) return null;
  const time = `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
  const valid = /^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '24:00';
  return valid ? time : null;
}

export function isTime(text: string): boolean {
  return readTime(text) === text;
}

/** `Monday to Friday`, `Every day`, `Monday, Wednesday`. */
function daysInWords(days: readonly Weekday[]): string {
  const places = days.map((day) => WEEKDAYS.indexOf(day)).sort((a, b) => a - b);
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
  if (places.length === WEEKDAYS.length) return say('times.every_day');
  const name = (place: number): string => sayCode('weekday', WEEKDAYS[place] ?? '');
  const together = places.length > 2 && last - first === places.length - 1;
  return together ? say('times.days', { from: name(first), to: name(last) }) : places.map(name).join(', ');
}

export function timesInWords(value: Value): readonly string[] {
  return rowsOf(value).map(({ days, from, to }) => {
    const whole = from === '00:00' && minuteOfDay(to) === 24 * 60;
    return whole ? daysInWords(days) : say('times.row', { days: daysInWords(days), from, to });
  });
}
