/**
 * What a waiting person is shown of their place (H16). The place never rises, whoever comes in front in danger: the range
 * widens instead. Past the upper end of the first range they were given, "longer than we thought" is said, once.
 */
import type { Estimate } from '../../shared/protocol/conversation.ts';

/** What is stored of what was shown, as stored. */
export interface PlaceShown {
  /** The lowest place ever shown. */
  readonly shownPlace: number | null;
  /** Epoch ms; `APOLOGISED` once it was said that it takes longer. */
  readonly estimateUntil: number | null;
}

export interface PlaceNow {
  readonly position: number;
  readonly estimate: Estimate;
  /** To be stored with what is shown. */
  readonly shown: PlaceShown;
  /** True once: say that it takes longer, sorry, with the ways out. */
  readonly longerDue: boolean;
}

/** Further away than any time: the note is not due a second time. */
const APOLOGISED = Number.MAX_SAFE_INTEGER;

/** The place to show: the one in truth, or the one shown before where that was lower. */
export function placeShown(shownBefore: number | null, position: number): number {
  return Math.min(position, shownBefore ?? position);
}

/** `estimateAt` gives the range for a number of people in front. */
export function showPlace(
  before: PlaceShown,
  ahead: number,
  estimateAt: (ahead: number) => Estimate,
  now: number,
): PlaceNow {
  const position = placeShown(before.shownPlace, ahead + 1);
  const estimate = widest(estimateAt(position - 1), position === ahead + 1 ? null : estimateAt(ahead));
  const longerDue = before.estimateUntil !== null && now > before.estimateUntil;
  const first = before.estimateUntil ?? (estimate && now + estimate.highMs);
  return {
    position,
    estimate,
    shown: { shownPlace: position, estimateUntil: longerDue ? APOLOGISED : first },
    longerDue,
  };
}

function widest(one: Estimate, other: Estimate): Estimate {
  if (!one || !other) return one ?? other;
  return { lowMs: Math.min(one.lowMs, other.lowMs), highMs: Math.max(one.highMs, other.highMs) };
}
