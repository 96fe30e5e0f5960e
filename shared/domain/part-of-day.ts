/** Morning, afternoon or evening in London: whoever did not answer in one of them may in another (H17). */
import { wallTimeAt } from './opening-hours.ts';

const NOON = 12 * 60;
const EVENING = 17 * 60;

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

export function partOfDay(at: number): PartOfDay {
  const { minute } = wallTimeAt(new Date(at));
  if (minute < NOON) return 'morning';
  return minute < EVENING ? 'afternoon' : 'evening';
}

/** Whether they were tried in more than one of them. */
export function atDifferentTimes(attempts: readonly number[]): boolean {
  return new Set(attempts.map(partOfDay)).size > 1;
}
