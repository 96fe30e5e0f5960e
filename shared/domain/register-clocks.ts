/**
 * The clocks of the registers. A complaint counts days from the day it came; a breach counts hours from the moment somebody
 * here knew of it, through nights, weekends and holidays. Numbers are data with their source, for the service to confirm.
 */
import type { Evidence } from '../reference/reference-item.ts';
import type { ComplaintKind } from './complaint.ts';
import { dayAfter, workingDayAfter } from './working-days.ts';

export interface RegisterClock {
  readonly code: 'acknowledge' | 'answer';
  readonly days: number;
  readonly counted: 'working_days' | 'days';
  readonly source: string;
  readonly evidence: Evidence;
}

const ours = {
  source: 'Our own proposal after what public services commonly promise; the service confirms it',
} as const;

export const COMPLAINT_CLOCKS: Readonly<Record<ComplaintKind, readonly RegisterClock[]>> = {
  complaint: [
    { code: 'acknowledge', days: 3, counted: 'working_days', ...ours, evidence: 'K' },
    { code: 'answer', days: 20, counted: 'working_days', ...ours, evidence: 'K' },
  ],
  data_protection: [
    {
      ...{ code: 'acknowledge', days: 30, counted: 'days', evidence: 'R-' },
      source:
        'Data (Use and Access) Act 2025: complaints to controllers, acknowledged within 30 days; check that it is in force',
    },
    { code: 'answer', days: 30, counted: 'days', ...ours, evidence: 'K' },
  ],
  compliment: [],
};

export interface RegisterDue {
  readonly code: RegisterClock['code'];
  /** The last day on which it is in time, YYYY-MM-DD. */
  readonly day: string;
  /** False where a holiday that is not known yet may lie in between. */
  readonly certain: boolean;
}

/** Counted from the day it came, which is day 0. */
export function complaintDues(kind: ComplaintKind, receivedOn: string): RegisterDue[] {
  return COMPLAINT_CLOCKS[kind].map(({ code, days, counted }) =>
    counted === 'days'
      ? { code, day: dayAfter(receivedOn, days), certain: true }
      : { code, ...workingDayAfter(receivedOn, days) },
  );
}

const HOUR_MS = 3_600_000;

/** UK GDPR article 33: the regulator is told within 72 hours of becoming aware, where feasible (R-). */
export const ICO_HOURS = 72;

export function icoDueAt(awareAt: number): number {
  return awareAt + ICO_HOURS * HOUR_MS;
}

/** Whole hours that are left; negative when it is over. */
export function hoursLeft(dueAt: number, now: number): number {
  return Math.floor((dueAt - now) / HOUR_MS);
}
