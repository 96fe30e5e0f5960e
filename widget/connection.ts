/**
 * The line to the server: WebSocket first, polling where a network forbids it. It names its token at every connect,
 * and tells in plain terms what became of it.
 */
import { Manager } from 'socket.io-client';
import type { ErrorCode, Reply } from '../shared/protocol/errors.ts';
import { PROTOCOL_VERSION } from '../shared/protocol/version.ts';
import type { EventName, Input, Name, Output, Payload } from './protocol.ts';

/** Enough for a slow phone, short enough that "sending" does not stand for ever. */
const ACKNOWLEDGE_WITHIN_MS = 8_000;
const AFTER_REFUSAL_MS = 3_000;
/** Socket.io notices a line that opened and then died without a word only by this limit, which is 20 s if unset. */
const CONNECT_WITHIN_MS = 8_000;

export interface ConnectionPort {
  readonly token: () => string | null;
  readonly up: () => void;
  readonly down: () => void;
  readonly refused: (code: ErrorCode) => void;
  readonly event: <K extends EventName>(name: K, payload: Payload<K>) => void;
}

export interface Connection {
  readonly open: () => void;
  readonly close: () => void;
  /** Ends this connection and begins another with the token of now. */
  readonly renew: () => void;
  /** Null: not acknowledged, so nobody knows whether it was done. Send it again with the same clientId. */
  readonly send: <K extends Name>(name: K, input: Input<K>) => Promise<Reply<Output<K>> | null>;
}

const EVENTS: readonly EventName[] = [
  'conversation:entry',
  'conversation:changed',
  'queue:moved',
  'typing:changed',
  'entries:read',
  'service:changed',
  'connection:replaced',
  'server:draining',
];

export function createConnection(port: ConnectionPort): Connection {
  const manager = new Manager({
    autoConnect: false,
    transports: ['websocket', 'polling'],
    // Without it, the second transport is never tried (P10).
    tryAllTransports: true,
    timeout: CONNECT_WITHIN_MS,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  });
  const socket = manager.socket('/visitor', {
    auth: (give) => {
      const token = port.token();
      give({ protocol: PROTOCOL_VERSION, ...(token === null ? {} : { token }) });
    },
  });
  let again: ReturnType<typeof setTimeout> | undefined;
  socket.on('connect', port.up);
  socket.on('disconnect', (reason) => {
    port.down();
    // The server closed it, so socket.io leaves it closed; whoever must stay away calls `close`.
    if (reason === 'io server disconnect') again = setTimeout(() => socket.connect(), AFTER_REFUSAL_MS);
  });
  socket.on('connect_error', (error) => {
    port.down();
    if (socket.active) return;
    port.refused(codeOf(error));
    clearTimeout(again);
    again = setTimeout(() => socket.connect(), AFTER_REFUSAL_MS);
  });
  for (const name of EVENTS) socket.on(name, (payload) => port.event(name, payload));
  const close = (): void => {
    clearTimeout(again);
    socket.disconnect();
    clearTimeout(again);
  };
  return {
    open: () => socket.connect(),
    close,
    renew: () => {
      close();
      socket.connect();
    },
    send: async (name, input) => {
      if (!socket.connected) return null;
      try {
        return await socket.timeout(ACKNOWLEDGE_WITHIN_MS).emitWithAck(name, input);
      } catch {
        return null;
      }
    },
  };
}

/** The reason that the server names when it refuses a handshake. */
function codeOf(error: Error & { data?: { code?: ErrorCode } }): ErrorCode {
  return error.data?.code ?? 'unavailable';
}
