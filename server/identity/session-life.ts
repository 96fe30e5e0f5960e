/** How long a staff session lives: 30 minutes without use, 12 hours at most, whichever ends first. */

export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 60 * 60_000;
/** Use is written down this often at most, so that a busy desk is not a write per event. */
export const TOUCH_EVERY_MS = 60_000;

export interface SessionTimes {
  readonly createdAt: number;
  readonly lastUsedAt: number;
}

export function endsAt({ createdAt, lastUsedAt }: SessionTimes): number {
  return Math.min(lastUsedAt + IDLE_MS, createdAt + ABSOLUTE_MS);
}

export function isAlive(times: SessionTimes, now: number): boolean {
  return now < endsAt(times);
}
