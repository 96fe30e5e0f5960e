/** The outside world as values: time, randomness and secrets come in through these, so that rules stay pure. */
import { randomBytes, randomUUID } from 'node:crypto';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface Ids {
  uuid(): string;
  bytes(count: number): Buffer;
}

export const systemClock: Clock = { now: () => Date.now() };
export const systemIds: Ids = { uuid: () => randomUUID(), bytes: (count) => randomBytes(count) };

let lastMs = Number.NaN;
let lastText = '';

/** Many things happen in the same millisecond: the last answer is kept. */
export function iso(ms: number): string {
  if (ms !== lastMs) {
    lastText = new Date(ms).toISOString();
    lastMs = ms;
  }
  return lastText;
}

export function isoOrNull(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : iso(ms);
}
