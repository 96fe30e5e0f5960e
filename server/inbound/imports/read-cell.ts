/** What stands in a cell, as people write it in spreadsheets here: days by the British calendar, yes and no, codes by their names. */

import { plainWord } from '../../../shared/domain/inbound-words.ts';
import { londonMoment } from '../../../shared/domain/london-moment.ts';
import type { ReferenceItem } from '../../../shared/reference/reference-item.ts';

/** A value, nothing, or a sentence that says what to correct; no sentence quotes the cell. */
export type Cell<T> = { readonly value: T | null } | { readonly fault: string };

const nothing = { value: null } as const;

export function readDay(cell: string): Cell<string> {
  if (cell === '') return nothing;
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$/.exec(cell) ?? [];
  if (year !== undefined) return dayOf(year, month ?? '', day ?? '');
  const [, first, second, last] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 00:00(?::00)?)?$/.exec(cell) ?? [];
  if (last !== undefined) return dayOf(last, second ?? '', first ?? '');
  return { fault: 'Write the day as 2026-11-03 or 03/11/2026, with four digits of the year.' };
}

function dayOf(year: string, month: string, day: string): Cell<string> {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const read = new Date(text);
  if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== text)
    return { fault: 'The calendar has no such day. Days come before months.' };
  return { value: text };
}

/** A moment as a clock in England showed it, or with its offset; a day alone is its beginning. */
export function readMoment(cell: string): Cell<string> {
  if (cell === '') return nothing;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(cell)) {
    const at = Date.parse(cell);
    return Number.isNaN(at) ? { fault: WRITE_TIME } : { value: new Date(at).toISOString() };
  }
  const [, date = '', hour = '00', minute = '00'] = /^(\S+?)(?:[T ](\d{1,2}):(\d{2})(?::\d{2})?)?$/.exec(cell) ?? [];
  const day = readDay(date);
  if (!('value' in day) || day.value === null) return { fault: WRITE_TIME };
  if (Number(hour) > 23 || Number(minute) > 59) return { fault: WRITE_TIME };
  const at = londonMoment(day.value, `${hour.padStart(2, '0')}:${minute}`);
  return { value: new Date(at).toISOString() };
}

const WRITE_TIME = 'Write the time as 03/11/2026 14:30, or as 2026-11-03T14:30:00Z.';

const YES = ['yes', 'y', 'true', '1', 'given', 'agreed', 'consented'];
const NO = ['no', 'n', 'false', '0', 'refused', 'declined', 'not given'];
const NOT_KNOWN = ['not_known', 'not known', 'unknown', 'u', '?', 'n/k', 'nk', 'not asked', 'n/a'];

/** Nothing written is not known, never a yes and never a no. */
export function readAnswer(cell: string): Cell<'yes' | 'no' | 'not_known'> {
  const said = cell.toLowerCase();
  if (said === '' || NOT_KNOWN.includes(said)) return { value: 'not_known' };
  if (YES.includes(said)) return { value: 'yes' };
  return NO.includes(said) ? { value: 'no' } : { fault: 'Write yes, no or not known.' };
}

export function readAge(cell: string): Cell<number> {
  if (cell === '') return nothing;
  return /^\d{1,3}$/.test(cell) ? { value: Number(cell) } : { fault: 'Write the age in whole years.' };
}

/** By code or by name, as the list has them. */
export function readCode(
  cell: string,
  list: readonly Pick<ReferenceItem, 'code' | 'label'>[],
  what: string,
): Cell<string> {
  if (cell === '') return nothing;
  const wanted = plainWord(cell);
  const found = list.find(({ code, label }) => plainWord(code) === wanted || plainWord(label) === wanted);
  return found === undefined
    ? { fault: `This is not ${what} that the list knows. Use its code or its name.` }
    : { value: found.code };
}

const GRADES: Readonly<Record<string, string>> = {
  high: 'high',
  'high risk': 'high',
  gold: 'high',
  medium: 'medium',
  'medium risk': 'medium',
  silver: 'medium',
  standard: 'standard',
  'standard risk': 'standard',
  low: 'standard',
  bronze: 'standard',
  'not graded': 'not_graded',
  not_graded: 'not_graded',
  none: 'not_graded',
};

export function readGrade(cell: string): Cell<string> {
  if (cell === '') return nothing;
  const grade = GRADES[cell.toLowerCase()];
  return grade === undefined ? { fault: 'Write standard, medium, high or not graded.' } : { value: grade };
}
