/**
 * Asks until there is an answer. Only what says "not now" is asked again, with the very same input, so that the second
 * time is the first (L2).
 */
import type { Reply, WireError } from '../shared/protocol/errors.ts';
import type { Connection } from './connection.ts';
import type { Input, Name, Output } from './protocol.ts';

export interface Patience {
  readonly attempts: number;
  /** Told each time there was no answer, or "not now". */
  readonly told?: (error: WireError) => void;
  readonly wait: (ms: number) => Promise<void>;
  /** Stops asking: the person went another way. */
  readonly stillWanted?: () => boolean;
}

export const NO_ANSWER: WireError = { code: 'unavailable', message: 'There was no answer. Send it again.' };
const LONGEST_PAUSE_MS = 30_000;

export async function ask<K extends Name>(
  connection: Pick<Connection, 'send'>,
  name: K,
  input: Input<K>,
  { attempts, told, wait, stillWanted = () => true }: Patience,
): Promise<Reply<Output<K>>> {
  let error = NO_ANSWER;
  for (let attempt = 1; attempt <= attempts && stillWanted(); attempt += 1) {
    const reply = await connection.send(name, input);
    if (reply !== null && (reply.ok || !isNotNow(reply.error))) return reply;
    error = reply === null || reply.ok ? NO_ANSWER : reply.error;
    told?.(error);
    if (attempt < attempts) await wait(pause(attempt, error));
  }
  return { ok: false, error };
}

export function isNotNow(error: WireError): boolean {
  return error.code === 'unavailable' || error.code === 'rate_limited';
}

export function pause(attempt: number, error: WireError): number {
  const asked = error.details?.retryAfterMs;
  return Math.min(asked ?? 400 * 2 ** Math.min(attempt - 1, 4), LONGEST_PAUSE_MS);
}
