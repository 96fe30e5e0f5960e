// The one place of the console that knows Socket.IO: same origin, namespace /staff, the session's cookie.
import { io, type Socket } from 'socket.io-client';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { CommandPort } from './commander.ts';
import { EVENT_NAMES, type Payload, type StaffEvent } from './protocol.ts';

/** A server that closes us closes all the others at the same moment. */
const CLOSED_SPREAD_MS = 1_000;

export interface SocketListener {
  readonly onConnected: () => void;
  readonly onLost: () => void;
  readonly onRefused: (code: string) => void;
  readonly onEvent: (event: StaffEvent) => void;
}

export interface StaffSocket extends CommandPort {
  readonly close: () => void;
}

export function openSocket(listener: SocketListener): StaffSocket {
  const socket: Socket = io('/staff', {
    auth: { protocol: PROTOCOL_VERSION },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    // A line that opened and then died without a word is noticed only by this limit, which is 20 s if unset.
    timeout: 8_000,
    reconnectionDelay: 400,
    reconnectionDelayMax: 4_000,
  });
  let moving: number | undefined;
  socket.on('connect', listener.onConnected);
  socket.on('disconnect', (reason) => {
    listener.onLost();
    window.clearTimeout(moving);
    // The server closes a socket when a session ends; it says so in an event first. Anything else is worth a new try.
    if (reason === 'io server disconnect') {
      moving = window.setTimeout(() => socket.connect(), Math.random() * CLOSED_SPREAD_MS);
    }
  });
  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    listener.onLost();
    listener.onRefused(error.data?.code ?? 'unavailable');
    // Socket.IO does not try again after a refusal by the server's own middleware.
    if (!socket.active) window.setTimeout(() => socket.connect(), 3_000);
  });
  // Each desk is told a moment of its own, or the next node would be met by all of them at once.
  socket.on('server:draining', ({ reconnectInMs }: Payload<'server:draining'>) => {
    window.clearTimeout(moving);
    moving = window.setTimeout(() => socket.disconnect().connect(), reconnectInMs);
  });
  for (const name of EVENT_NAMES) {
    socket.on(name, (payload: unknown) => listener.onEvent({ name, payload } as StaffEvent));
  }
  return {
    send: (name, input, timeoutMs) => socket.timeout(timeoutMs).emitWithAck(name, input),
    ready: (timeoutMs) => whenConnected(socket, timeoutMs),
    wait: (ms) => new Promise((resolve) => window.setTimeout(resolve, ms)),
    close: () => {
      window.clearTimeout(moving);
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}

function whenConnected(socket: Socket, timeoutMs: number): Promise<boolean> {
  if (socket.connected) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (connected: boolean) => {
      window.clearTimeout(timer);
      socket.off('connect', yes);
      resolve(connected);
    };
    const yes = () => done(true);
    const timer = window.setTimeout(() => done(false), timeoutMs);
    socket.once('connect', yes);
  });
}
