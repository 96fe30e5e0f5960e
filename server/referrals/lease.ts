/**
 * Whether an attempt may still reach the partner under its lease (C1, C2). A process that stood still meanwhile (a machine that
 * was suspended) may wake when another has taken its place, and a recall has gone: then it sends nothing. Pure.
 */

export interface LeaseTimes {
  readonly now: number;
  /** Since before the lease was taken, by a clock that nobody sets. */
  readonly elapsedMs: number;
  readonly leaseMs: number;
  /** How long the partner may take to answer. */
  readonly answerMs: number;
}

/** By both clocks: one that is set may go back, and one that nobody sets may stand still with its machine. */
export function mayStillSend(
  { leaseUntil }: { readonly leaseUntil: number | null },
  { now, elapsedMs, leaseMs, answerMs }: LeaseTimes,
): boolean {
  const leftMs = Math.min((leaseUntil ?? 0) - now, leaseMs - elapsedMs);
  return leftMs >= answerMs;
}
