/**
 * Lines that the server has not acknowledged. They wait in memory only, in order, one on its way at a time, and go out
 * again under the same clientId, so that a line the server already has stays one line (L2).
 */
import type { ErrorCode } from '../shared/protocol/errors.ts';

export interface Unsent {
  readonly clientId: string;
  readonly text: string;
  readonly state: 'sending' | 'failed';
  /** Why it failed, where trying again would not help. */
  readonly refused?: ErrorCode;
}

export type Outbox = readonly Unsent[];

export function add(outbox: Outbox, clientId: string, text: string): Outbox {
  return [...outbox, { clientId, text, state: 'sending' }];
}

/** The line to send now. A failed one does not hold up what was written after it. */
export function nextToSend(outbox: Outbox): Unsent | undefined {
  return outbox.find((line) => line.state === 'sending');
}

export function remove(outbox: Outbox, clientId: string | undefined): Outbox {
  return outbox.some((line) => line.clientId === clientId)
    ? outbox.filter((line) => line.clientId !== clientId)
    : outbox;
}

export function fail(outbox: Outbox, clientId: string, refused?: ErrorCode): Outbox {
  return outbox.map((line) =>
    line.clientId === clientId
      ? { clientId, text: line.text, state: 'failed', ...(refused === undefined ? {} : { refused }) }
      : line,
  );
}

export function retry(outbox: Outbox, clientId: string): Outbox {
  return outbox.map((line) => (line.clientId === clientId ? { clientId, text: line.text, state: 'sending' } : line));
}

/** When the line to the server is back, everything goes again by itself but what was refused. */
export function retryAll(outbox: Outbox): Outbox {
  return outbox.map((line) => (line.refused === undefined ? { ...line, state: 'sending' } : line));
}
