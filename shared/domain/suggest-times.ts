/** When to try next: another part of the week than those in which nobody answered, always inside safe times (H17). */
import { londonMoment } from './london-moment.ts';
import { londonDay, wallTimeAt, weekdayOf } from './opening-hours.ts';
import { type GatedContact, judgeContact } from './safe-contact.ts';
import { isSafeSpan } from './safe-times.ts';

export interface Suggestion {
  readonly contactId: string;
  /** Epoch ms. */
  readonly at: number;
}

interface Asked {
  readonly contacts: readonly { readonly contactId: string; readonly contact: GatedContact }[];
  /** When nobody answered (`missedSince`). */
  readonly missed: readonly number[];
  readonly now: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DAYS_AHEAD = 7;
const A_CALL_MS = 30 * 60_000;
const SUGGESTED = 3;
const HALF_HOURS = Array.from(
  { length: 48 },
  (_, at) => `${String(at >> 1).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`,
);
/** Whoever said that any time will do is not rung at night. */
const BY_DAY = { from: 9 * 60, to: 20 * 60 };

/** Weekend or not, and which part of the day: two attempts in one of these are attempts at the same time. */
export function partOfWeek(at: number): string {
  const { date, minute } = wallTimeAt(new Date(at));
  const weekend = ['saturday', 'sunday'].includes(weekdayOf(date)) ? 'weekend' : 'week';
  const hour = minute / 60;
  if (hour < 12) return `${weekend} morning`;
  if (hour < 14) return `${weekend} midday`;
  return hour < 17 ? `${weekend} afternoon` : `${weekend} evening`;
}

/** Empty while nobody has missed them. Soonest first, each in a part of the week of its own, the least tried ones. */
export function suggestTimes({ contacts, missed, now }: Asked): Suggestion[] {
  if (missed.length === 0) return [];
  const tried = (part: string) => missed.filter((at) => partOfWeek(at) === part).length;
  const firstOf = new Map<string, Suggestion>();
  for (const at of timesAhead(now)) {
    const part = partOfWeek(at);
    if (firstOf.has(part)) continue;
    const free = contacts.find(({ contact }) => isCallable(contact, at));
    if (free) firstOf.set(part, { contactId: free.contactId, at });
  }
  return [...firstOf]
    .sort(([a, first], [b, second]) => tried(a) - tried(b) || first.at - second.at)
    .slice(0, SUGGESTED)
    .map(([, suggestion]) => suggestion)
    .sort((a, b) => a.at - b.at);
}

function isCallable(contact: GatedContact, at: number): boolean {
  const { minute } = wallTimeAt(new Date(at));
  if (contact.anyTime && (minute < BY_DAY.from || minute >= BY_DAY.to)) return false;
  // Looked at first: at the other times of a week the gate would search for the next safe one.
  if (!isSafeSpan(contact, at, A_CALL_MS)) return false;
  return judgeContact({ contact, purpose: 'call', at, forMs: A_CALL_MS }).verdict === 'allowed';
}

function timesAhead(now: number): number[] {
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => londonDay(new Date(now + ahead * DAY_MS)));
  const moments = days.flatMap((day) => HALF_HOURS.map((time) => londonMoment(day, time)));
  return moments.filter((at) => at > now + HOUR_MS && at <= now + DAYS_AHEAD * DAY_MS);
}
