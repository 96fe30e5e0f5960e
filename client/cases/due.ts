// When something of a case is due, in words that say at a glance whether it presses. Days are those in England.
import { endOfLondonDay } from '../../shared/domain/london-moment.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { say } from '../ui/words.ts';

export type DueState = 'overdue' | 'today' | 'later';

export function dueStateOf(at: string, now: number): DueState {
  if (Date.parse(at) < now) return 'overdue';
  return londonDay(new Date(at)) === londonDay(new Date(now)) ? 'today' : 'later';
}

/**
 * What is due on a day as a whole has no time to show: a day of a section (an order that ends) stands at midnight UTC, what is
 * to be done by a day at its last moment in England.
 */
function isWholeDay(at: string): boolean {
  return at.endsWith('T00:00:00.000Z') || Date.parse(at) === endOfLondonDay(londonDay(new Date(at)));
}

const time = (at: string): string =>
  new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

export function dueWords(at: string, now: number): string {
  const state = dueStateOf(at, now);
  const when = isWholeDay(at) ? dayInWords(at.slice(0, 10)) : dayAndTime(at);
  if (state === 'overdue') return say('due.overdue', { when });
  if (state === 'today') return isWholeDay(at) ? say('due.today') : say('due.today_at', { time: time(at) });
  return when;
}
