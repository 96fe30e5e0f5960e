// Decides when a command is sent again. A command that was not acknowledged may have been carried out, so it is only
// ever repeated with the very same input: its clientId makes the second one the first (L2).
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import type { Command, Input, Name, Output } from './protocol.ts';

export interface CommandPort {
  /** Resolves with the acknowledgement; rejects when none came in time or the line is down. */
  readonly send: (name: string, input: unknown, timeoutMs: number) => Promise<unknown>;
  /** Resolves when there is a line to the server, or false when there was none within the time. */
  readonly ready: (timeoutMs: number) => Promise<boolean>;
  readonly wait: (ms: number) => Promise<void>;
}

export interface RetryPlan {
  readonly attempts: number;
  readonly ackTimeoutMs: number;
  readonly readyTimeoutMs: number;
}

const PATIENT: RetryPlan = { attempts: 4, ackTimeoutMs: 6_000, readyTimeoutMs: 12_000 };
const LONGEST_PAUSE_MS = 8_000;

/** What the page says when no answer came: the same code that the server uses for "not acknowledged". */
export const NO_ANSWER: WireError = {
  code: 'unavailable',
  message: 'The server did not answer. Nothing is lost: try again in a moment.',
};

export function createCommander(port: CommandPort, plan: RetryPlan = PATIENT): Command {
  return async <K extends Name>(name: K, input: Input<K>): Promise<Reply<Output<K>>> => {
    let last: WireError = NO_ANSWER;
    for (let attempt = 1; attempt <= plan.attempts; attempt += 1) {
      if (!(await port.ready(plan.readyTimeoutMs))) return { ok: false, error: NO_ANSWER };
      const reply = await attemptOnce<K>(port, name, input, plan.ackTimeoutMs);
      if (reply !== null && (reply.ok || !worthRepeating(reply.error))) return reply;
      if (reply !== null && !reply.ok) last = reply.error;
      if (attempt < plan.attempts) await port.wait(pauseAfter(attempt, last));
    }
    return { ok: false, error: last };
  };
}

async function attemptOnce<K extends Name>(
  port: CommandPort,
  name: K,
  input: Input<K>,
  timeoutMs: number,
): Promise<Reply<Output<K>> | null> {
  try {
    return (await port.send(name, input, timeoutMs)) as Reply<Output<K>>;
  } catch {
    return null;
  }
}

/** Only answers that say "not now"; a refusal stays a refusal however often it is asked. */
export function worthRepeating(error: WireError): boolean {
  return error.code === 'unavailable' || error.code === 'rate_limited';
}

export function pauseAfter(attempt: number, error: WireError): number {
  const asked = error.details?.retryAfterMs;
  return Math.min(typeof asked === 'number' ? asked : 300 * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
}
