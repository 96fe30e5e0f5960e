/**
 * What a waiting person is told. The place shown never rises: when somebody in danger is helped first it is held, and
 * that is said (H16). Past the upper end of what we promised we say sorry, once, with the ways out.
 */
import type { Estimate, QueuePlace } from '../shared/protocol/conversation.ts';

/** Above this place no number is shown. */
export const PLACE_SHOWN_UP_TO = 5;
const MINUTE = 60_000;

export interface Wait {
  /** The lowest place shown so far. */
  readonly place: number | null;
  readonly held: boolean;
  readonly estimate: Estimate;
  readonly notices: NonNullable<QueuePlace['notices']>;
  readonly late: 'no' | 'said' | 'seen';
}

export const noWait: Wait = {
  place: null,
  held: false,
  estimate: null,
  notices: [],
  late: 'no',
};

export function moved(wait: Wait, { position, estimate, notices = [] }: QueuePlace): Wait {
  const rose = wait.place !== null && position > wait.place;
  const late = wait.late === 'no' && notices.includes('longer') ? 'said' : wait.late;
  return { place: rose ? wait.place : position, held: rose || notices.includes('held'), estimate, notices, late };
}

export type PlaceText =
  | { readonly key: 'placeNext' | 'placeMany' }
  | { readonly key: 'placeBefore'; readonly count: number };

export function placeText(place: number): PlaceText {
  if (place <= 1) return { key: 'placeNext' };
  return place > PLACE_SHOWN_UP_TO ? { key: 'placeMany' } : { key: 'placeBefore', count: place - 1 };
}

export type EstimateText =
  | { readonly key: 'estimateUnknown' | 'estimateSoon' }
  | { readonly key: 'estimateUpTo'; readonly count: number }
  | { readonly key: 'estimateRange'; readonly low: number; readonly high: number };

/** Whole minutes, rounded outwards: a promise kept early hurts nobody. */
export function estimateText(estimate: Estimate): EstimateText {
  if (estimate === null) return { key: 'estimateUnknown' };
  if (estimate.highMs < MINUTE) return { key: 'estimateSoon' };
  const low = Math.floor(estimate.lowMs / MINUTE);
  const high = Math.ceil(estimate.highMs / MINUTE);
  return low < 1 || low === high ? { key: 'estimateUpTo', count: high } : { key: 'estimateRange', low, high };
}
