/**
 * How long a referral is kept: for its own period from the last thing that happened to it, and as long as what is kept of its
 * person, the talk and the case that it was made in. Pure.
 */

export interface ReferralLife {
  /** By the service's rule: from when it was made or ended, and from the last thing that happened to it. */
  readonly own: readonly Date[];
  /** Of the talk and the case, where they are there; null where nobody knows it yet: open, or on legal hold. */
  readonly person: readonly (Date | null)[];
  /** On its way, or waiting for a person: it goes nowhere. */
  readonly unfinished: boolean;
}

const DAY_MS = 86_400_000;

/** Null: its time is over. Where no end is known it is looked at again a day later. */
export function referralKeptUntil({ own, person, unfinished }: ReferralLife, now: number): Date | null {
  const tomorrow = now + DAY_MS;
  const ends = [...own, ...person].map((end) => end?.getTime() ?? tomorrow);
  const until = Math.max(...ends, unfinished ? tomorrow : 0);
  return until > now ? new Date(until) : null;
}
