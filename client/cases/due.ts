// When something of a case is due, in words that say at a glance whether it presses. Days are those in England.
import { endOfLondonDay } from '../../shared/domain/london-moment.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { dayAndTime, dayInWords } from '../ui/dates.ts';
import { say } from '../ui/words.ts';

export type DueState = 'overdue' | 'today' | 'later';

/** Due on a day as a whole: what has its time in no case (an order that ends) stands at midnight UTC, or a day's last moment. */
function wholeDayOf(at: string): string | null {
  if (at.endsWith('T00:00:00.000Z')) return at.slice(0, 10);
  const day = londonDay(new Date(at));
  return Date.parse(at) === endOfLondonDay(day) ? day : null;
}

export function dueStateOf(at: string, now: number): DueState {
  const today = londonDay(new Date(now));
  const whole = wholeDayOf(at);
  if (whole === null ? Date.parse(at) < now : whole < today) return 'overdue';
  return (whole ?? londonDay(new Date(at))) === today ? 'today' : 'later';
}

const time = (at: string): string =>
  new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });

/** As it would be said of a moment that is neither past nor today. */
function dueMoment(at: string): string {
  const whole = wholeDayOf(at);
  return whole === null ? dayAndTime(at) : dayInWords(whole);
}

export function dueWords(at: string, now: number): string {
  const state = dueStateOf(at, now);
  if (state === 'overdue') return say('due.overdue', { when: dueMoment(at) });
  if (state === 'later') return dueMoment(at);
  return wholeDayOf(at) === null ? say('due.today_at', { time: time(at) }) : say('due.today');
}
