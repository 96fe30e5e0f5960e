/**
 * Whether somebody comes again: by an earlier case of theirs, or because a worker marked an incident as a repeat. A repeat
 * is counted as one, and that nobody could be reached never ends its case by itself (H17).
 */
import { isRepeat } from './marac-state.ts';
import { londonDay } from './opening-hours.ts';

export const REPEAT_BECAUSE = ['earlier_case', 'incident_flag'] as const;
export type RepeatBecause = (typeof REPEAT_BECAUSE)[number];

/** Times are epoch ms. */
export interface CameBefore {
  readonly receivedAt: number;
  /** Null while it is open. */
  readonly closedAt: number | null;
}

export interface RepeatFacts {
  readonly receivedAt: number;
  readonly crimeFlags: readonly string[];
  /** Other cases of the same person. */
  readonly others: readonly CameBefore[];
}

/** The flag of an incident that says so (crime-types.ts). */
const REPEAT_FLAG = 'repeat';

/**
 * An earlier case counts while it was open when they came again, and for twelve months after it was closed: the time within
 * which a new incident is a repeat for MARAC as well (domain facts, K).
 */
export function repeatBecause({ receivedAt, crimeFlags, others }: RepeatFacts): RepeatBecause | null {
  if (others.some((other) => cameBefore(other, receivedAt) && isRecent(other, receivedAt))) return 'earlier_case';
  return crimeFlags.includes(REPEAT_FLAG) ? 'incident_flag' : null;
}

function cameBefore(other: CameBefore, receivedAt: number): boolean {
  return other.receivedAt < receivedAt;
}

function isRecent({ closedAt }: CameBefore, receivedAt: number): boolean {
  return closedAt === null || isRepeat(londonDay(new Date(closedAt)), londonDay(new Date(receivedAt)));
}

/** Over before they came again: an earlier matter, to be read, and not the same one written down twice. */
export function isEarlierCase(closedAt: number | null, receivedAt: number): boolean {
  return closedAt !== null && closedAt <= receivedAt;
}
