/**
 * The order of the queue as one stored number, so that it is an index and a place is a count. It is worked out again only
 * when the priority changes, never as time passes (Q2, Q3).
 */
import { PRIORITIES, type Priority } from '../../shared/protocol/conversation.ts';

/** How many milliseconds earlier than they came a band is counted as having come. */
export type HeadStart = Readonly<Record<Priority, number>>;

/** Nobody is overtaken by anyone who came later than this, whatever a service sets (Q3). */
export const MAXIMUM_HEAD_START_MS = 30 * 60_000;

/**
 * The head start that counts: never above the maximum, and never below that of a lower band, so that no setting can make
 * an answer cost a person their place (Q3).
 */
export function headStartOf(priority: Priority, headStart: HeadStart): number {
  const own = PRIORITIES.slice(PRIORITIES.indexOf(priority)).map((each) => headStart[each]);
  return Math.min(MAXIMUM_HEAD_START_MS, Math.max(0, ...own));
}

export function queueKey(enqueuedAt: number, priority: Priority, headStart: HeadStart): number {
  return enqueuedAt - headStartOf(priority, headStart);
}

export interface Queued {
  readonly _id: string;
  readonly queueKey: number;
}

/** First comes the lower key; of equals the lower id, as the index and every node sort them. */
export function byQueueOrder(a: Queued, b: Queued): number {
  if (a.queueKey !== b.queueKey) return a.queueKey - b.queueKey;
  return a._id < b._id ? -1 : Number(a._id > b._id);
}
