/** The staff namespace: the session cookie at the handshake and again at each event (A1), the desk, command → use case. */
import type { Socket } from 'socket.io';
import type { Action } from '../../shared/domain/permissions.ts';
import type { LimitKind } from '../../shared/protocol/define.ts';
import { type StaffCommands, staffCommands } from '../../shared/protocol/staff.ts';
import { type SupervisorCommands, supervisorCommands } from '../../shared/protocol/supervisor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { agentRoom, type StaffCaller } from '../conversations/index.ts';
import { bindCommands, type Handlers } from '../platform/bind-command.ts';
import type { Follower } from '../platform/rooms.ts';
import type { Namespace } from '../platform/socket-server.ts';
import { agentConnected, agentDisconnected } from './agent-presence.ts';
import type { QueueDeps } from './deps.ts';

/** A signed-in member of staff, as identity knows them from the cookie. */
export interface StaffSession {
  readonly sessionId: string;
  readonly agentId: string;
  readonly name: string;
  readonly role: StaffCaller['role'];
  readonly teamId: string;
}

export type StaffHandlers = Handlers<StaffCommands & SupervisorCommands, StaffCaller>;

export interface StaffNamespaceOptions {
  readonly sessionOf: (cookie: string | undefined) => Promise<StaffSession | null>;
  readonly handlers: (follower: Follower) => StaffHandlers;
  /** Leads and supervisors follow alerts from the moment they connect. */
  readonly roomsFor: (session: StaffSession) => readonly string[];
  /** Called while the connection is still in its rooms. */
  readonly leaving: (caller: StaffCaller) => Promise<void>;
  /** Roles that never may are told so; the relation to the thing is decided by the use case, which knows it. */
  readonly permit: (action: Action, caller: StaffCaller) => Result<null>;
  readonly limiter: () => (kind: LimitKind) => number | null;
  readonly checkOutput: boolean;
}

/** Windows and devices of one person on one node. */
const DESKS_AT_MOST = 40;

export function sessionRoom(sessionId: string): string {
  return `session:${sessionId}`;
}

export function staffNamespace(deps: QueueDeps, options: StaffNamespaceOptions): Namespace<StaffSession> {
  return {
    path: '/staff',
    whoIs: ({ agentId }) => agentId,
    authenticate: async ({ cookie }) => {
      const session = await options.sessionOf(cookie);
      return session ? ok(session) : fail('unauthenticated');
    },
    connected: (socket, session, follower, { cookie }) => {
      const rooms = [agentRoom(session.agentId), sessionRoom(session.sessionId), ...options.roomsFor(session)];
      for (const room of rooms) deps.rooms.join(room, follower);
      closeOldest(deps, session.agentId);
      const caller = callerOf(session, follower);
      const coming = agentConnected(deps, caller);
      deps.background.run(coming, 'presence could not be stored');
      bind(deps, options, { socket, follower, cookie });
      return () => {
        deps.background.run(options.leaving(caller), 'who stopped reading along could not be said');
        deps.rooms.leaveAll(follower.socketId);
        // After it was written that it came, else a connection that is gone would stand there for ever.
        const going = coming.catch(() => undefined).then(() => agentDisconnected(deps, caller));
        deps.background.run(going, 'presence could not be stored');
      };
    },
  };
}

/** An account that connects without end must not fill its own record and the node's memory. */
function closeOldest({ rooms }: QueueDeps, agentId: string): void {
  const desks = rooms.followers(agentRoom(agentId));
  for (const oldest of desks.slice(0, Math.max(0, desks.length - DESKS_AT_MOST))) {
    oldest.emit('session:ended', { reason: 'too_many_connections' });
    setImmediate(() => oldest.close());
  }
}

function callerOf({ agentId, name, role, teamId }: StaffSession, { socketId }: Follower): StaffCaller {
  return { agentId, name, role, teamId, socketId };
}

interface Binding {
  readonly socket: Socket;
  readonly follower: Follower;
  readonly cookie: string | undefined;
}

function bind(deps: QueueDeps, options: StaffNamespaceOptions, { socket, follower, cookie }: Binding): void {
  bindCommands(socket, {
    table: { ...staffCommands, ...supervisorCommands },
    handlers: options.handlers(follower),
    callerOf: async () => {
      const session = await options.sessionOf(cookie);
      if (session) return ok(callerOf(session, follower));
      // The session died between two events: this is the moment to say so and to close.
      follower.emit('session:ended', { reason: 'expired' });
      setImmediate(() => follower.close());
      return fail('unauthenticated');
    },
    permit: options.permit,
    limit: options.limiter(),
    cut: follower.cut,
    logger: deps.logger,
    checkOutput: options.checkOutput,
  });
}

/** Ends connections when a session ends or a role changes, on this node; every node hears the signal. */
export function handSessionSignals(deps: QueueDeps): void {
  deps.signals.subscribe('session:ended', ({ agentId, sessionId, reason }) => {
    const room = typeof sessionId === 'string' ? sessionRoom(sessionId) : agentRoom(String(agentId));
    for (const follower of deps.rooms.followers(room)) {
      follower.emit('session:ended', { reason: typeof reason === 'string' ? reason : 'ended' });
      setImmediate(() => follower.close());
    }
  });
}
