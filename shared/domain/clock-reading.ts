/**
 * What a clock of a case shows at a moment: running, standing still because the person asked for that, met, or overdue. A
 * pause moves the due time and never heals what had run out before it.
 */
import type { ClockPauseReason } from '../reference/clock-pauses.ts';
import { type Clock, type ClockName, type Due, dueOf } from './case-clocks.ts';
import type { ClockSettings } from './clock-settings.ts';

export interface ClockPause {
  readonly from: Date;
  /** Every pause has an end: nobody is put off until further notice. */
  readonly until: Date;
  readonly reason: ClockPauseReason;
}

export interface ClockRun {
  readonly startedAt: Date;
  /** When what the clock waits for was done. */
  readonly stoppedAt: Date | null;
  readonly pauses: readonly ClockPause[];
}

/** `met` and `late` are over; `paused` is not late as long as it lasts. */
export type ClockState = 'running' | 'due_soon' | 'paused' | 'overdue' | 'met' | 'late';

export interface ClockReading extends Due {
  readonly clock: ClockName;
  /** Whom the figure is about: a late police report is not our lateness. */
  readonly measures: 'police' | 'service' | 'partner';
  readonly startedAt: Date;
  readonly stoppedAt: Date | null;
  readonly state: ClockState;
  /** Past its time, whether it was done since or not. */
  readonly overdue: boolean;
}

const HOUR_MS = 3_600_000;

const MEASURES: Readonly<Record<ClockName, ClockReading['measures']>> = {
  police_to_received: 'police',
  received_to_triaged: 'service',
  first_safe_contact: 'service',
  partner_acknowledgement: 'partner',
};

export function readClock(clock: Clock, run: ClockRun, now: Date, settings: ClockSettings): ClockReading {
  const due = afterPauses(dueOf(clock, run.startedAt, settings), run.pauses, settings);
  const overdue = (run.stoppedAt ?? now) > due.dueAt;
  return {
    ...due,
    clock: clock.clock,
    measures: MEASURES[clock.clock],
    startedAt: run.startedAt,
    stoppedAt: run.stoppedAt,
    overdue,
    state: stateOf(run, { dueAt: due.dueAt, overdue }, now, settings),
  };
}

function stateOf(
  { stoppedAt, pauses }: ClockRun,
  { dueAt, overdue }: { readonly dueAt: Date; readonly overdue: boolean },
  now: Date,
  { dueSoonHours }: ClockSettings,
): ClockState {
  if (stoppedAt !== null) return overdue ? 'late' : 'met';
  if (overdue) return 'overdue';
  if (pauses.some(({ from, until }) => from <= now && now < until)) return 'paused';
  return dueAt.getTime() - now.getTime() <= dueSoonHours * HOUR_MS ? 'due_soon' : 'running';
}

/** Each pause that began in time gives staff at least some hours after it; one that began too late gives nothing. */
function afterPauses(due: Due, pauses: readonly ClockPause[], { afterPauseHours }: ClockSettings): Due {
  let { dueAt } = due;
  for (const { from, until } of [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const resumed = new Date(until.getTime() + afterPauseHours * HOUR_MS);
    if (from <= dueAt && resumed > dueAt) dueAt = resumed;
  }
  if (dueAt === due.dueAt) return due;
  return {
    ...due,
    dueAt,
    sentence: `${due.sentence} Paused as the person asked: ${afterPauseHours} hours after that.`,
  };
}

/** For lists: what runs out sooner comes first. */
export function bySoonest(a: { readonly dueAt: Date }, b: { readonly dueAt: Date }): number {
  return a.dueAt.getTime() - b.dueAt.getTime();
}

/** What still waits for somebody, soonest first. */
export function openClocks(readings: readonly ClockReading[]): ClockReading[] {
  return readings.filter((each) => each.stoppedAt === null).sort(bySoonest);
}
