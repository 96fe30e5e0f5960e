/**
 * How long somebody may still wait, as a range that is honest rather than short, and nothing at all where it would be a guess.
 *
 * The formula. With a free place for everybody ahead and for you, the wait is the time of one or two rings. Else it is the
 * time until m = ahead + 1 − freePlaces people more are accepted. The last n acceptances (at most 20, of the last hour)
 * took T, from the first of them until now, so that a standstill counts. If people are accepted at a steady rate that we
 * know from those alone, ln(wait) has about the mean ln(T·(m − ½)/(n − ½)) and the variance 1/(m − ½) + 1/(n − ½)
 * (a gamma time over a gamma rate). The range is 1.28 deviations to both sides, eight in ten if that were all. In quiet
 * times people are accepted as they come, not as places get free, which makes the rate look lower than it is when it
 * matters: so the lower end is divided by 1.5. Where a share s of people comes with a head start, only 1 − s of the
 * acceptances move you on: the upper end is divided by that (H16: the range widens, the place does not rise).
 *
 * Whoever sits down fills their places at once. At the beginning of a shift forty people may be accepted within a minute,
 * and nobody more for the half hour until the first of them is done: from all acceptances two in three were told too
 * short a time. So the upper end is made from the turns alone (a place had become free, as with all acceptances later on),
 * the lower end from all, since more may sit down; without enough turns we do not know.
 */
import type { Estimate } from '../../shared/protocol/conversation.ts';

export const ESTIMATE_WINDOW_MS = 60 * 60_000;
const FEWEST_ACCEPTANCES = 5;
const MOST_ACCEPTANCES = 20;
const DEVIATIONS = 1.28;
const CAUTION = 1.5;
const LARGEST_SHARE = 0.5;

export interface EstimateInput {
  /** How fast people are accepted, and how fast of these those whose place had become free. */
  readonly pace: Pace | null;
  readonly turns: Pace | null;
  /** Places free right now with agents who may take this conversation. */
  readonly freePlaces: number;
  /** How many are in front. */
  readonly ahead: number;
  /** The share of recently accepted people who came with a head start before this one, 0 to 1. */
  readonly headStartShare: number;
  /** How long an offer rings. */
  readonly offerMs: number;
}

/** How fast people were accepted lately; worked out once for all who wait. */
export interface Pace {
  readonly tookMs: number;
  readonly acceptances: number;
}

/** Null: too few to tell. */
export function paceOf(acceptedAt: readonly number[], now: number): Pace | null {
  const recent = acceptedAt
    .filter((at) => at <= now && at > now - ESTIMATE_WINDOW_MS)
    .sort((a, b) => b - a)
    .slice(0, MOST_ACCEPTANCES);
  const first = recent[recent.length - 1];
  if (first === undefined || recent.length < FEWEST_ACCEPTANCES) return null;
  return { tookMs: now - first, acceptances: recent.length };
}

/** Null: we do not know yet. */
export function estimateWait(input: EstimateInput): Estimate {
  const { ahead, freePlaces, headStartShare, offerMs, pace, turns } = input;
  if (freePlaces > ahead) return { lowMs: 0, highMs: 2 * offerMs };
  if (!pace || !turns) return null;
  const steps = ahead + 1 - Math.max(0, freePlaces) - 0.5;
  const movesOn = 1 - Math.min(LARGEST_SHARE, Math.max(0, headStartShare));
  const [soonest, latest] = [likely(pace, steps), likely(turns, steps)];
  const highMs = Math.ceil(Math.max((latest.middle * latest.spread) / movesOn, 2 * offerMs));
  return { lowMs: Math.min(highMs, Math.floor(soonest.middle / soonest.spread / CAUTION)), highMs };
}

function likely({ tookMs, acceptances }: Pace, steps: number): { readonly middle: number; readonly spread: number } {
  const known = acceptances - 0.5;
  return { middle: (tookMs * steps) / known, spread: Math.exp(DEVIATIONS * Math.sqrt(1 / steps + 1 / known)) };
}
