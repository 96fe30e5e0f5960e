/** What staff are reminded of, when, and how loud. A person is never reminded by the system (V2). */
import { type DueKind, isForLead } from './due-kinds.ts';
import { londonMoment } from './london-moment.ts';
import { londonDay } from './opening-hours.ts';

/** Not said yet · said to who does it · overdue, said to coordinator and supervisor as well. What is settled has no row. */
export const REMINDER_STATES = ['later', 'due', 'escalated'] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const CALLBACK_AHEAD_MS = 15 * MINUTE_MS;
/** A safe time is short: who does not ring within this has missed it. */
const CALLBACK_LATE_MS = 15 * MINUTE_MS;
/** What is due soon after midnight is said while somebody is still there. */
const AHEAD_AT_LEAST_MS = 4 * HOUR_MS;

/** Days ahead, so that there is time to ask the person, or to write what has to be in by then. */
const DAYS_AHEAD: Readonly<Partial<Record<DueKind, number>>> = {
  plan_review: 3,
  waiting_list_review: 3,
  safety_plan_review: 3,
  assessment_review: 3,
  risk_due_again: 3,
  compensation_deadline: 14,
  // Said on the day it came.
  partner_question: 1,
  partner_declined: 1,
};

/** Epoch ms. From the morning of its day on; some days ahead; calls shortly before; what is a lead's at once. */
export function remindAt(kind: DueKind, dueAt: number): number {
  if (kind === 'callback') return dueAt - CALLBACK_AHEAD_MS;
  if (kind === 'contact_stop' || isForLead(kind)) return 0;
  const morning = londonMoment(londonDay(new Date(dueAt - (DAYS_AHEAD[kind] ?? 0) * DAY_MS)), '00:00');
  return Math.min(morning, dueAt - AHEAD_AT_LEAST_MS);
}

/** When coordinator and supervisor hear of it too. A stop of all attempts is theirs from the start. */
export function escalateAt(kind: DueKind, dueAt: number): number {
  if (kind === 'contact_stop') return 0;
  return kind === 'callback' ? dueAt + CALLBACK_LATE_MS : dueAt;
}

/** What becomes of a reminder at this moment, and when it is to be looked at again; null where that is all. */
export function reminderAt(
  { kind, dueAt, forNobody }: { readonly kind: DueKind; readonly dueAt: number; readonly forNobody: boolean },
  now: number,
): { readonly state: ReminderState; readonly nextAt: number | null } {
  const said = remindAt(kind, dueAt);
  // With nobody to say it to, those who answer for the service hear of it when somebody would have.
  const louder = forNobody ? said : Math.max(said, escalateAt(kind, dueAt));
  if (now >= louder) return { state: 'escalated', nextAt: null };
  return now >= said ? { state: 'due', nextAt: louder } : { state: 'later', nextAt: said };
}
