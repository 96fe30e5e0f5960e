/**
 * The Socket.IO server: WebSocket first, polling as the fallback, frames of at most 32 KiB, no adapter and no recovery
 * (the log is the truth). Each namespace authenticates a handshake and then binds its commands.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { FRAME_MAX_BYTES } from '../../shared/domain/message-limits.ts';
import { wireError } from '../../shared/protocol/errors.ts';
import { SUPPORTED_PROTOCOLS } from '../../shared/protocol/version.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { cut, isBehind } from './backlog.ts';
import { type DoorOptions, guardDoor, isKnown } from './guard-door.ts';
import { createHoldableLine } from './hold-back.ts';
import { describeError, type Logger } from './logger.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import type { Follower } from './rooms.ts';
import { writeTogether } from './write-together.ts';

export interface Handshake {
  readonly auth: unknown;
  readonly cookie: string | undefined;
  readonly address: string;
}

export interface Namespace<Who> {
  readonly path: '/visitor' | '/staff';
  authenticate(handshake: Handshake): Promise<Result<Who>>;
  /** Binds commands; what it returns runs when the connection is gone. */
  connected(socket: Socket, who: Who, follower: Follower, handshake: Handshake): () => void;
  /** Who this follower is in rooms. */
  whoIs(who: Who): string;
}

export interface SocketServer {
  readonly io: Server;
  attach<Who>(namespace: Namespace<Who>): void;
  /** Everybody connected is told to come back elsewhere, each at a moment of its own; nobody new is let in. */
  drain(reconnectInMs: () => number): void;
  count(): number;
  close(): Promise<void>;
}

export interface SocketServerOptions extends DoorOptions {
  readonly allowRequest: (
    request: IncomingMessage,
    answer: (error: string | null | undefined, allowed: boolean) => void,
  ) => void;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly logger: Logger;
}

const protocolOnly = z.object({ protocol: z.number().int() });

export function createSocketServer(options: SocketServerOptions): SocketServer {
  const { http, allowRequest, addressOf, logger, metrics } = options;
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: FRAME_MAX_BYTES,
    transports: ['websocket', 'polling'],
    allowRequest,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
    perMessageDeflate: false,
  });

  guardDoor(io, options);
  writeTogether(io);
  metrics.gauge({ name: 'connections', help: 'Open connections of this node.' }, () => [
    { value: io.engine.clientsCount },
  ]);
  const cutCount = metrics.counter({
    name: 'connections_cut_total',
    help: 'Connections that were cut: nothing was read from them, or they went on without waiting.',
  });

  const gone = new WeakSet<object>();

  /** Commands that were running are answered after the cut, and must not count as another. */
  function cutOff(line: Parameters<typeof cut>[0]): void {
    if (gone.has(line)) return;
    gone.add(line);
    cutCount();
    cut(line);
  }

  function handshakeOf(socket: Socket): Handshake {
    return { auth: socket.handshake.auth, cookie: socket.handshake.headers.cookie, address: addressOf(socket.request) };
  }

  return {
    io,
    attach: (namespace) => {
      const nsp = io.of(namespace.path);
      nsp.use((socket, next) => {
        admit(socket, handshakeOf(socket), (handshake) => namespace.authenticate(handshake)).then(
          (outcome) => next(outcome.ok ? undefined : refusal(outcome)),
          (error: unknown) => {
            logger.warn({ path: namespace.path, ...describeError(error) }, 'a handshake failed');
            next(refusal(fail('unavailable')));
          },
        );
      });
      nsp.on('connection', (socket) => {
        const who = socket.data.who as Parameters<typeof namespace.whoIs>[0];
        const emit = (event: string, payload: unknown): void => {
          if (isBehind(socket.conn)) cutOff(socket.conn);
          else socket.emit(event, payload);
        };
        const line = createHoldableLine(emit, () => cutOff(socket.conn));
        const follower: Follower = {
          socketId: socket.id,
          who: namespace.whoIs(who),
          ...{ emit: line.emit, holdBack: line.holdBack, isHeldBack: line.isHeldBack },
          close: () => {
            line.flush();
            socket.disconnect(true);
          },
          cut: () => cutOff(socket.conn),
        };
        socket.on('disconnect', namespace.connected(socket, who, follower, handshakeOf(socket)));
      });
    },
    drain: (reconnectInMs) => {
      io.engine.use(refuseNewcomers);
      for (const path of ['/visitor', '/staff']) {
        for (const socket of io.of(path).sockets.values())
          socket.emit('server:draining', { reconnectInMs: reconnectInMs() });
      }
    },
    count: () => io.engine.clientsCount,
    close: async () => {
      io.disconnectSockets(true);
      await io.close();
    },
  };
}

/** A status that proxies take as "ask another node"; who has a connection here (a sid) may use it to the end. */
function refuseNewcomers(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (isKnown(request)) next();
  else if (request.headers.upgrade === undefined) response.writeHead(503, { Connection: 'close' }).end();
  else refuseUpgrade(request, '503 Service Unavailable');
}

async function admit<Who>(
  socket: Socket,
  handshake: Handshake,
  authenticate: (handshake: Handshake) => Promise<Result<Who>>,
): Promise<Result<null>> {
  const spoken = protocolOnly.safeParse(handshake.auth);
  if (!spoken.success)
    return fail('bad_request', { issues: [{ path: 'protocol', message: 'Say which protocol you speak.' }] });
  if (!SUPPORTED_PROTOCOLS.includes(spoken.data.protocol))
    return fail('protocol_unsupported', { supported: SUPPORTED_PROTOCOLS });
  const who = await authenticate(handshake);
  if (!who.ok) return who;
  socket.data.who = who.value;
  return ok(null);
}

function refusal({ error }: Result<never> & { ok: false }): Error & { data: unknown } {
  const data = wireError(error.code, error.details);
  return Object.assign(new Error(data.message), { data });
}
