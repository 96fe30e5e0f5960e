/**
 * What a waiting person is shown of their place (H16). The place never rises, whoever comes in front in danger: the range
 * widens instead. Past the upper end of the first range they were given it takes longer than we thought.
 */
import type { Estimate } from '../../shared/protocol/conversation.ts';

/** What is stored of what was shown, as stored. */
export interface PlaceShown {
  /** The lowest place ever shown. */
  readonly shownPlace: number | null;
  /** The end of the first range that was given, in epoch ms. */
  readonly estimateUntil: number | null;
}

export interface PlaceNow {
  readonly position: number;
  readonly estimate: Estimate;
  /** To be stored with what is shown. */
  readonly shown: PlaceShown;
  /** Others came in front of them: the place in truth is higher than the one shown. */
  readonly held: boolean;
  /** It takes longer than the first range that was given. */
  readonly longer: boolean;
}

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
  const estimateUntil = before.estimateUntil ?? (estimate && now + estimate.highMs);
  return {
    position,
    estimate,
    shown: { shownPlace: position, estimateUntil },
    held: position < ahead + 1,
    longer: before.estimateUntil !== null && now > before.estimateUntil,
  };
}

function widest(one: Estimate, other: Estimate): Estimate {
  if (!one || !other) return one ?? other;
  return { lowMs: Math.min(one.lowMs, other.lowMs), highMs: Math.max(one.highMs, other.highMs) };
}
