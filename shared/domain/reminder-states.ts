/** What staff are reminded of, when, and how loud. A person is never reminded by the system (V2). */
import { londonMoment } from './london-moment.ts';
import { londonDay } from './opening-hours.ts';

export const REMINDER_KINDS = [
  'action',
  'chase_others',
  'chase_person',
  'plan_review',
  'waiting_list_review',
  'therapy_session',
  'callback',
  'contact_recheck',
  'contact_stop',
] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** Not said yet · said to who does it · overdue, said to coordinator and supervisor as well. What is settled has no row. */
export const REMINDER_STATES = ['later', 'due', 'escalated'] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CALLBACK_AHEAD_MS = 15 * MINUTE_MS;
/** A safe time is short: who does not ring within this has missed it. */
const CALLBACK_LATE_MS = 15 * MINUTE_MS;
const REVIEW_AHEAD_DAYS = 3;

/** Epoch ms. From the morning of its day on; reviews some days ahead, so that the person can be asked; calls shortly before. */
export function remindAt(kind: ReminderKind, dueAt: number): number {
  if (kind === 'callback') return dueAt - CALLBACK_AHEAD_MS;
  if (kind === 'contact_stop') return 0;
  const review = kind === 'plan_review' || kind === 'waiting_list_review';
  return londonMoment(londonDay(new Date(dueAt - (review ? REVIEW_AHEAD_DAYS : 0) * DAY_MS)), '00:00');
}

/** When coordinator and supervisor hear of it too. A stop of all attempts is theirs from the start. */
export function escalateAt(kind: ReminderKind, dueAt: number): number {
  if (kind === 'contact_stop') return 0;
  return kind === 'callback' ? dueAt + CALLBACK_LATE_MS : dueAt;
}

/** What becomes of a reminder at this moment, and when it is to be looked at again; null where that is all. */
export function reminderAt(
  { kind, dueAt, forNobody }: { readonly kind: ReminderKind; readonly dueAt: number; readonly forNobody: boolean },
  now: number,
): { readonly state: ReminderState; readonly nextAt: number | null } {
  const said = remindAt(kind, dueAt);
  // With nobody to say it to, those who answer for the service hear of it when somebody would have.
  const louder = forNobody ? said : Math.max(said, escalateAt(kind, dueAt));
  if (now >= louder) return { state: 'escalated', nextAt: null };
  return now >= said ? { state: 'due', nextAt: louder } : { state: 'later', nextAt: said };
}
