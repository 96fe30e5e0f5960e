/** When to try again, and when to stop and say so to a person (C2). */

export interface RetryPlan {
  /** The pause after each failed attempt; one more attempt than pauses. */
  readonly pausesMs: readonly number[];
  /** From this failed attempt on a person knows that it is late; well within five minutes. */
  readonly tellAfterAttempts: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A partner whose server is down over lunch still gets it; one that is down for good is known after three hours. */
export const RETRY_PLAN: RetryPlan = {
  pausesMs: [5 * SECOND, 20 * SECOND, MINUTE, 3 * MINUTE, 10 * MINUTE, 30 * MINUTE, 120 * MINUTE],
  tellAfterAttempts: 4,
};

/** Null: that was the last attempt. What the partner asks for (`Retry-After`) can lengthen a pause, to at most an hour. */
export function nextAttemptAt(
  plan: RetryPlan,
  { attempt, now, askedMs = 0 }: { readonly attempt: number; readonly now: number; readonly askedMs?: number },
): number | null {
  const pause = plan.pausesMs[attempt - 1];
  return pause === undefined ? null : now + Math.max(pause, Math.min(askedMs, 60 * MINUTE));
}
