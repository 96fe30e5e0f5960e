/**
 * One person's connection, as a good client of the protocol keeps it: it comes back by itself, on another node when the
 * one it had is gone, and sends a command again under the same clientId until there is an answer that settles it.
 */
import { io, type Socket } from 'socket.io-client';
import type { Reply } from '../../shared/protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';

export interface Link {
  /** Sends until it is answered; `unavailable`, `internal` and silence are sent again. */
  ask(command: string, input: object): Promise<Reply<unknown>>;
  /** Sends at once on the connection there is, one time; null where no answer came. */
  tell(command: string, input: object): Promise<Reply<unknown> | null>;
  /** Resolves when there is a connection on which the first things have been asked. */
  connected(): Promise<void>;
  /** The address it is connected to, or null. */
  at(): string | null;
  /** How often a connection was made. */
  connects(): number;
  /** Answers that say that something is wrong with the server, which no fault excuses. */
  internals(): number;
  close(): void;
}

export interface LinkOptions {
  readonly namespace: '/visitor' | '/staff';
  /** Where to connect; asked again for each try, with the address that was tried before. */
  readonly pick: (before?: string) => Promise<{ readonly url: string }>;
  readonly auth?: () => Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The origin to name where it is not the address, as behind a proxy. */
  readonly origin?: string;
  readonly onEvent: (event: string, payload: unknown) => void;
  /** What a client does first on a new connection, such as asking for what it missed; commands wait for it. */
  readonly onConnect: (ask: Link['tell']) => Promise<void>;
  /** Socket.IO's own reconnection, to one address that stays. */
  readonly builtIn?: boolean;
  /** How long a connection may take to be made. */
  readonly handshakeMs?: number;
}

/** As the product's clients do: no acknowledgement within this time, and the line is sent again. */
export const ACKNOWLEDGED_WITHIN_MS = 8_000;
const HANDSHAKE_MS = 5_000;

/** Somebody without whom the rest cannot go on gave up, or was let go. */
export class LinkClosed extends Error {}

export function createLink(options: LinkOptions): Link {
  let socket: Socket | null = null;
  let usable = false;
  let address: string | null = null;
  let closed = false;
  let connects = 0;
  let internals = 0;
  const waiting: (() => void)[] = [];

  function wake(): void {
    for (const each of waiting.splice(0)) each();
  }

  async function use(mine: Socket): Promise<void> {
    connects += 1;
    try {
      await options.onConnect((command, input) => emit(mine, command, input));
      if (socket !== mine || !mine.connected) return;
      usable = true;
      wake();
    } catch {
      mine.disconnect();
      if (options.builtIn) mine.connect();
    }
  }

  async function open(before?: string): Promise<void> {
    const { url } = await options.pick(before);
    if (closed) return;
    address = url;
    const mine = io(`${url}${options.namespace}`, {
      auth: (give) => give({ protocol: PROTOCOL_VERSION, ...options.auth?.() }),
      extraHeaders: { Origin: options.origin ?? url, ...options.headers },
      transports: ['websocket'],
      forceNew: true,
      timeout: options.handshakeMs ?? HANDSHAKE_MS,
      reconnection: options.builtIn === true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1_000,
    });
    socket = mine;
    mine.onAny((event: string, payload: unknown) => {
      if (socket === mine) options.onEvent(event, payload);
    });
    const again = (): void => {
      if (socket !== mine) return;
      usable = false;
      if (options.builtIn) {
        if (!mine.active) setTimeout(() => closed || mine.connect(), jitter(100, 300));
        return;
      }
      socket = null;
      mine.close();
      if (!closed) setTimeout(() => void open(url), jitter(20, 250));
    };
    mine.on('connect', () => void use(mine));
    mine.on('disconnect', again);
    mine.on('connect_error', again);
  }

  async function connected(): Promise<Socket> {
    for (;;) {
      if (closed) throw new LinkClosed('This connection was closed.');
      if (socket !== null && usable) return socket;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  void open();
  return {
    ask: async (command, input) => {
      for (;;) {
        const reply = await emit(await connected(), command, input);
        if (reply?.ok) return reply;
        const code = reply?.error.code;
        if (code === 'internal') internals += 1;
        if (reply && code !== 'unavailable' && code !== 'internal' && code !== 'rate_limited') return reply;
        await pause(reply?.error.details?.retryAfterMs ?? jitter(20, 300));
      }
    },
    tell: async (command, input) => emit(await connected(), command, input),
    connected: async () => {
      await connected();
    },
    at: () => (usable ? address : null),
    connects: () => connects,
    internals: () => internals,
    close: () => {
      closed = true;
      socket?.close();
      wake();
    },
  };
}

async function emit(socket: Socket, command: string, input: object): Promise<Reply<unknown> | null> {
  try {
    return await socket.timeout(ACKNOWLEDGED_WITHIN_MS).emitWithAck(command, input);
  } catch {
    return null;
  }
}

export function jitter(leastMs: number, mostMs: number): number {
  return leastMs + Math.random() * (mostMs - leastMs);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
