/**
 * How long a referral waits after the yes (H3): long enough to change one's mind, not at all where the risk is high or
 * the person asked for it, and until a coordinator decides where the person left in a hurry after saying yes.
 */

export const EXIT_HOLD_MS = 5 * 60_000;

export interface HoldFacts {
  readonly givenAt: number;
  /** When the person left by Exit; null if they did not. */
  readonly exitedAt: number | null;
  readonly atOnce: boolean;
  readonly holdMs: number;
  readonly now: number;
}

export type Hold =
  | { readonly state: 'ready' }
  | { readonly state: 'held'; readonly heldFor: 'person'; readonly until: number }
  | { readonly state: 'held'; readonly heldFor: 'coordinator' };

export function holdFor({ givenAt, exitedAt, atOnce, holdMs, now }: HoldFacts): Hold {
  // An exit so soon after a yes may mean that somebody came in, or that the yes was not free.
  if (exitedAt !== null && exitedAt >= givenAt && exitedAt - givenAt <= EXIT_HOLD_MS)
    return { state: 'held', heldFor: 'coordinator' };
  const until = givenAt + holdMs;
  return atOnce || until <= now ? { state: 'ready' } : { state: 'held', heldFor: 'person', until };
}
