// Lines that are on their way. A line keeps its clientId until it is in the log, so that trying again never doubles it.
import type { Entry } from '../../shared/protocol/entry.ts';

export interface UnsentLine {
  readonly clientId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly state: 'sending' | 'failed' | 'refused';
  /** The sentence of the refusal, for the person. */
  readonly because?: string;
}

export type Outbox = readonly UnsentLine[];

export function addLine(outbox: Outbox, line: Omit<UnsentLine, 'state'>): Outbox {
  return [...outbox, { ...line, state: 'sending' }];
}

export function mark(outbox: Outbox, clientId: string, state: UnsentLine['state'], because?: string): Outbox {
  return outbox.map((line) =>
    line.clientId === clientId ? { ...line, state, ...(because === undefined ? {} : { because }) } : line,
  );
}

export function dropLine(outbox: Outbox, clientId: string): Outbox {
  return outbox.filter((line) => line.clientId !== clientId);
}

/** What the log already holds is sent, even if the acknowledgement was lost on the way. */
export function settle(outbox: Outbox, entries: readonly Entry[]): Outbox {
  const arrived = new Set(entries.map((entry) => entry.clientId).filter((id) => id !== undefined));
  return outbox.some((line) => arrived.has(line.clientId)) ? outbox.filter((l) => !arrived.has(l.clientId)) : outbox;
}

export function linesOf(outbox: Outbox, conversationId: string): Outbox {
  return outbox.filter((line) => line.conversationId === conversationId);
}

/** After a reconnect: everything that failed for want of a line, oldest first. Refused lines wait for a person. */
export function worthSending(outbox: Outbox): Outbox {
  return outbox.filter((line) => line.state === 'failed');
}
