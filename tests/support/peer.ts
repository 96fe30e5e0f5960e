/**
 * One connection of the public protocol, as any program may open it. What the server answers and announces is held
 * against the declared schemas, so every test is also a test of the protocol.
 */
import { io, type Socket } from 'socket.io-client';
import type {
  CommandName,
  CommandTable,
  EventTable,
  InputOf,
  OutputOf,
  PayloadOf,
} from '../../shared/protocol/define.ts';
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';

const PATIENCE_MS = 10_000;

export type Peer<C extends CommandTable, E extends EventTable> = Readonly<{
  /** Sends a command and answers its acknowledgement, good or bad. */
  send: <K extends CommandName<C>>(command: K, input: InputOf<C, K>) => Promise<Reply<OutputOf<C, K>>>;
  /** Sends a command that must succeed and answers its value. */
  ask: <K extends CommandName<C>>(command: K, input: InputOf<C, K>) => Promise<OutputOf<C, K>>;
  /** The first event of that name that fits and was not yet taken: one that came earlier, or one yet to come. */
  next: <K extends keyof E & string>(
    event: K,
    fits?: (payload: PayloadOf<E, K>) => boolean,
    withinMs?: number,
  ) => Promise<PayloadOf<E, K>>;
  /** All events of that name so far, taken or not. */
  seen: <K extends keyof E & string>(event: K) => readonly PayloadOf<E, K>[];
  /** Everything that ever arrived, as text: for tests of what must never arrive. */
  transcript: () => string;
  /** For what the types forbid: unknown commands, missing acknowledgements. */
  socket: Socket;
  close: () => void;
}>;

export type Handshake = Readonly<{
  auth?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
  transports?: readonly ('websocket' | 'polling')[];
}>;

/** The server refused the handshake; `data` is what it said, if it said anything. */
export class Refused extends Error {
  readonly data: WireError | undefined;
  constructor(message: string, data: WireError | undefined) {
    super(`The server refused the connection: ${data?.code ?? message}`);
    this.data = data;
  }
}

/** Answers a connected peer; rejects with `Refused`. */
export async function connect<C extends CommandTable, E extends EventTable>(
  address: string,
  commands: C,
  events: E,
  { auth = {}, headers = {}, transports = ['websocket'] }: Handshake = {},
): Promise<Peer<C, E>> {
  const socket = io(address, {
    auth: { protocol: PROTOCOL_VERSION, ...auth },
    extraHeaders: { Origin: new URL(address).origin, ...headers },
    transports: [...transports],
    forceNew: true,
    // What Node itself understands is not asked by this client.
    rejectUnauthorized: process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0',
    reconnection: false,
  });
  // Events may follow the handshake at once, so whoever listens must listen before.
  const peer = listen(socket, commands, events);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error: Error & { data?: WireError }) => {
      socket.close();
      reject(new Refused(error.message, error.data));
    });
  });
  return peer;
}

type Arrived = { event: string; payload: unknown; taken: boolean };

function listen<C extends CommandTable, E extends EventTable>(socket: Socket, commands: C, events: E): Peer<C, E> {
  const arrived: Arrived[] = [];
  const raw: string[] = [];
  const waiting = new Set<() => void>();
  socket.onAny((event: string, payload: unknown) => {
    raw.push(JSON.stringify([event, payload]));
    arrived.push({ event, payload, taken: false });
    for (const look of [...waiting]) look();
  });

  const read = <K extends keyof E & string>(event: K, payload: unknown): PayloadOf<E, K> => {
    const parsed = events[event]?.safeParse(payload);
    if (parsed === undefined) throw new Error(`${event} is not an event of this table.`);
    if (!parsed.success) throw new Error(`${event} came in another form than declared: ${parsed.error.message}`);
    return parsed.data as PayloadOf<E, K>;
  };

  const send: Peer<C, E>['send'] = async (command, input) => {
    const reply: Reply<unknown> = await socket.timeout(PATIENCE_MS).emitWithAck(command, input);
    raw.push(JSON.stringify([command, reply]));
    if (!reply.ok) return reply;
    const parsed = commands[command]?.output.safeParse(reply.value);
    if (parsed !== undefined && !parsed.success) {
      throw new Error(`${command} was answered in another form than declared: ${parsed.error.message}`);
    }
    return { ok: true, value: reply.value as OutputOf<C, typeof command> };
  };

  return {
    send,
    ask: async (command, input) => {
      const reply = await send(command, input);
      if (!reply.ok) throw new Error(`${command} was refused: ${reply.error.code} ${reply.error.message}`);
      return reply.value;
    },
    next: (event, fits = () => true, withinMs = PATIENCE_MS) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          for (const each of arrived) {
            if (each.taken || each.event !== event) continue;
            const payload = read(event, each.payload);
            if (!fits(payload)) continue;
            each.taken = true;
            settle(() => resolve(payload));
            return;
          }
        };
        const tryToLook = (): void => {
          try {
            look();
          } catch (error) {
            settle(() => reject(error));
          }
        };
        const limit = setTimeout(() => {
          const others = arrived.map((each) => each.event).join(', ') || 'nothing';
          settle(() => reject(new Error(`No fitting ${event} within ${withinMs} ms; there came: ${others}.`)));
        }, withinMs);
        const settle = (end: () => void): void => {
          clearTimeout(limit);
          waiting.delete(tryToLook);
          end();
        };
        waiting.add(tryToLook);
        tryToLook();
      }),
    seen: (event) => arrived.filter((each) => each.event === event).map((each) => read(event, each.payload)),
    transcript: () => raw.join('\n'),
    socket,
    close: () => socket.close(),
  };
}
