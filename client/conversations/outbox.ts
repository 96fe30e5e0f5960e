// Lines that are on their way. A line keeps its clientId until it is in the log, so that trying again never doubles it.
import type { Entry } from '../../shared/protocol/entry.ts';

export interface UnsentLine {
  readonly clientId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly state: 'sending' | 'failed' | 'refused';
  /** Its place in the log, once the server has acknowledged it. */
  readonly seq?: number;
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

/** Acknowledged, hence durable (L1); it stays until the log shows it, so that a line never blinks away. */
export function acknowledge(outbox: Outbox, clientId: string, seq: number, entries: readonly Entry[]): Outbox {
  return settle(
    outbox.map((line) => (line.clientId === clientId ? { ...line, seq } : line)),
    entries,
  );
}

/** What the log already holds is sent, even if the acknowledgement was lost on the way. */
export function settle(outbox: Outbox, entries: readonly Entry[]): Outbox {
  const isIn = (line: UnsentLine) =>
    entries.some(
      (entry) =>
        entry.conversationId === line.conversationId && (entry.clientId === line.clientId || entry.seq === line.seq),
    );
  return outbox.some(isIn) ? outbox.filter((line) => !isIn(line)) : outbox;
}

export function linesOf(outbox: Outbox, conversationId: string): Outbox {
  return outbox.filter((line) => line.conversationId === conversationId);
}

/** After a reconnect: everything that failed for want of a line, oldest first. Refused lines wait for a person. */
export function worthSending(outbox: Outbox): Outbox {
  return outbox.filter((line) => line.state === 'failed');
}
