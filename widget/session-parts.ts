/** What the parts of a session share. Only the parts see the token; the views never do. */
import type { Reply } from '../shared/protocol/errors.ts';
import { ask } from './ask.ts';
import type { Connection, ConnectionPort } from './connection.ts';
import type { Token } from './kept-token.ts';
import type { Input, Name, Output } from './protocol.ts';
import type { Lists } from './questions.ts';
import type { Store } from './store.ts';

export interface SessionPort {
  readonly store: Store;
  readonly token: Token;
  readonly connect: (port: ConnectionPort) => Connection;
  readonly lists: () => Promise<Lists | null>;
  /** Gets through without a connection, if anything does. */
  readonly sendLeave: (token: string, clientId: string, reason: 'ended' | 'exit') => void;
  readonly id: () => string;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly language: string;
}

export type Parts = SessionPort & {
  readonly connection: Connection;
  readonly isUp: () => boolean;
  /** Set by exit: from then on nothing is asked or answered. */
  readonly life: { over: boolean };
  readonly startOver: () => void;
};

const ATTEMPTS = 4;

export function repeat<K extends Name>(parts: Parts, name: K, input: Input<K>): Promise<Reply<Output<K>>> {
  const { connection, wait, life } = parts;
  return ask(connection, name, input, { attempts: ATTEMPTS, wait, stillWanted: () => !life.over });
}
