/** The pause after a hard conversation, which the agent may end. Danger may ask a paused agent, never ring (H19). */
import type { Priority, WrapUp } from '../../shared/protocol/conversation.ts';

export interface Finished {
  readonly priority: Priority;
  readonly riskFlag: boolean;
  readonly endReason: string | null;
}

/** Somebody in danger or speaking of suicide, a flagged or high risk, or abuse of the agent. */
export function wasHard(conversation: Finished, risk: WrapUp['risk'] | null): boolean {
  const { priority, riskFlag, endReason } = conversation;
  return riskFlag || risk === 'high' || priority === 'danger' || priority === 'self_harm' || endReason === 'abuse';
}

/** Counts from the saved wrap-up, since the unsaved one still holds offers back. A pause that runs is never cut short. */
export function pausedUntilAfter(current: number | null, hard: boolean, now: number, pauseMs: number): number | null {
  if (!hard) return current;
  return Math.max(current ?? 0, now + pauseMs);
}

export function isPaused({ pausedUntil }: { readonly pausedUntil: number | null }, now: number): boolean {
  return pausedUntil !== null && pausedUntil > now;
}
