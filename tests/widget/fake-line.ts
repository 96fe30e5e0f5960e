/** A session on a line that a test holds in its hands: what was asked, what is answered, when it breaks. */
import type { Reply } from '../../shared/protocol/errors.ts';
import type { Service } from '../../shared/protocol/service.ts';
import type { ConnectionPort } from '../../widget/connection.ts';
import { createToken } from '../../widget/kept-token.ts';
import type { Input, Name, Output } from '../../widget/protocol.ts';
import { createSession, type Session } from '../../widget/session.ts';
import { initialState } from '../../widget/state.ts';
import { createStore, type Store } from '../../widget/store.ts';

export type Conversation = Output<'conversation:resume'>['conversation'];
type Answers = { [K in Name]?: (input: Input<K>) => Reply<Output<K>> | null };

export const service: Service = {
  name: 'Example service',
  open: true,
  reason: 'open',
  opensAt: null,
  languages: [],
  texts: { privacy: 'We can’t see where you are.' },
  numbers: [],
  exitUrl: 'https://www.bbc.co.uk/weather',
};

export const conversation: Conversation = {
  conversationId: 'c1',
  revision: 1,
  state: 'waiting',
  lastSeq: 0,
  agent: null,
  queue: { position: 2, estimate: null },
  reads: { agent: 0 },
  createdAt: '2026-11-24T10:00:00.000Z',
  endedAt: null,
  survey: null,
};

export const message = (seq: number, text: string) =>
  ({
    conversationId: 'c1',
    seq,
    at: '2026-11-24T10:00:00.000Z',
    kind: 'message',
    author: { role: 'agent', name: 'Sam' },
    text,
  }) as const;

export interface Line {
  readonly session: Session;
  readonly store: Store;
  readonly port: ConnectionPort;
  readonly asked: { name: Name; input: unknown }[];
  readonly answers: Answers;
  readonly left: string[];
  /** How often the connection was begun anew, and whether it was closed. */
  readonly connection: { renewed: number; closed: boolean };
  readonly settle: () => Promise<void>;
}

export function openLine(answers: Answers = {}, now = () => Date.parse('2026-11-24T10:00:00.000Z')): Line {
  const store = createStore(initialState({ service, demo: false, escapeOn: true, now: now() }));
  const asked: Line['asked'] = [];
  const left: string[] = [];
  const connection = { renewed: 0, closed: false };
  let port: ConnectionPort | undefined;
  let next = 0;
  const session = createSession({
    store,
    token: createToken(),
    connect: (given) => {
      port = given;
      return {
        open: () => undefined,
        close: () => {
          connection.closed = true;
        },
        renew: () => {
          connection.renewed += 1;
        },
        send: async <K extends Name>(name: K, input: Input<K>) => {
          asked.push({ name, input });
          return answers[name]?.(input) ?? null;
        },
      };
    },
    lists: async () => null,
    sendLeave: (token, _clientId, reason) => {
      left.push(`${reason} ${token}`);
    },
    id: () => {
      next += 1;
      return `id-${next}`;
    },
    now,
    wait: async () => undefined,
    language: 'en',
  });
  if (port === undefined) throw new Error('The session made no connection.');
  const settle = (): Promise<void> => new Promise((done) => setTimeout(done));
  return { session, store, port, asked, answers, left, connection, settle };
}
