/**
 * What is done about a referral that its partner has not acknowledged (practice, section 3 "Daily work"; D2): a person asks,
 * asks once more the next working day, and then the coordinator rings somebody by name. It never ends in another e-mail, and
 * it does not end before somebody has said that they have it. Times in epoch ms, and they come in as values.
 */
import type { Due } from './case-clocks.ts';
import type { ClockSettings } from './clock-settings.ts';
import { londonDay, minuteOfDay, momentAt } from './opening-hours.ts';
import { workingDayAfter } from './working-days.ts';

export const CHASE_HOWS = ['rang', 'wrote'] as const;
export type ChaseHow = (typeof CHASE_HOWS)[number];

export const CHASE_OUTCOMES = ['acknowledged_by_phone', 'no_answer', 'they_will_look', 'wrong_partner'] as const;
export type ChaseOutcome = (typeof CHASE_OUTCOMES)[number];

/** Who chases now: whoever the referral is of, once and once more; then the coordinator. */
export const CHASE_STEPS = ['first', 'second', 'coordinator'] as const;
export type ChaseStep = (typeof CHASE_STEPS)[number];

export interface Chased {
  readonly at: number;
  readonly step: ChaseStep;
  readonly outcome: ChaseOutcome;
}

export interface ChaseDue {
  readonly step: ChaseStep;
  readonly at: number;
}

export interface Unanswered {
  /** When the partner should have said that it has it. */
  readonly acknowledgeBy: number;
  /** By which rule that was counted: who is at high risk is not left for a weekend. */
  readonly counts: Due['counts'];
  /** Oldest first. */
  readonly chases: readonly Chased[];
}

const HOUR_MS = 3_600_000;

/** Null: somebody at the partner said that they have it. */
export function nextChase({ acknowledgeBy, counts, chases }: Unanswered, settings: ClockSettings): ChaseDue | null {
  const last = chases.at(-1);
  if (last === undefined) return { step: 'first', at: acknowledgeBy };
  if (last.outcome === 'acknowledged_by_phone') return null;
  // Nobody there will ever look: whoever knows the partners decides today.
  if (last.outcome === 'wrong_partner' && last.step !== 'coordinator') return { step: 'coordinator', at: last.at };
  if (last.step === 'first') return { step: 'second', at: later(last.at, counts, settings) };
  // Asked twice in vain: that is a matter for a named person, at once.
  return { step: 'coordinator', at: last.step === 'second' ? last.at : later(last.at, counts, settings) };
}

function later(from: number, counts: Due['counts'], { acknowledgement, closeOfDay }: ClockSettings): number {
  if (counts !== 'working_days') return from + acknowledgement.urgentHours * HOUR_MS;
  const { day } = workingDayAfter(londonDay(new Date(from)), 1);
  return momentAt(day, minuteOfDay(closeOfDay)).getTime();
}

/** What is wrong with a chase as somebody writes it down, as a sentence for them; null: nothing. */
export function chaseFault(step: ChaseStep, how: ChaseHow, outcome: ChaseOutcome): string | null {
  if (how === 'rang') return null;
  if (outcome === 'acknowledged_by_phone')
    return 'You wrote to them: what they say by telephone is known when you ring.';
  return step === 'coordinator'
    ? 'They were asked twice. Ring the person named here: another message is no answer.'
    : null;
}
