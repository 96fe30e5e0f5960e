/** The visitor's namespace: a token binds a connection at once, a request binds one without; then command → use case. */
import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { Action } from '../../shared/domain/permissions.ts';
import { decide } from '../../shared/domain/permissions.ts';
import type { LimitKind } from '../../shared/protocol/define.ts';
import { type VisitorCommands, visitorCommands } from '../../shared/protocol/visitor.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { bindCommands, type Handlers } from '../platform/bind-command.ts';
import type { Follower } from '../platform/rooms.ts';
import type { Handshake, Namespace } from '../platform/socket-server.ts';
import { VISITOR_FOLLOWER } from './delivery.ts';
import type { ConversationsDeps } from './deps.ts';
import { requestConversation } from './request-conversation.ts';
import {
  answerPreChat,
  conversationOfToken,
  leave,
  markRead,
  resume,
  sendVisitorMessage,
  typing,
} from './visitor-commands.ts';
import { visitorConnected, visitorDisconnected } from './visitor-presence.ts';

/** Everybody in the widget who has no conversation yet: they hear when the service opens or closes. */
export const LOBBY_ROOM = 'lobby';

interface Visitor {
  /** Set once the connection is bound. */
  conversationId: string | null;
  /** Requests on one connection take turns, so that a second one finds it bound; and it leaves when they are done. */
  requesting: Promise<unknown>;
}

/** Commands of other duties, for a visitor with a conversation. */
export type VisitorPorts = {
  readonly [K in 'consent:answer' | 'consent:withdraw' | 'sharing:answer' | 'survey:answer']: (
    conversationId: string,
    input: Parameters<Handlers<VisitorCommands, Visitor>[K]>[0],
  ) => ReturnType<Handlers<VisitorCommands, Visitor>[K]>;
};

/** How many conversations an address may begin; it slows and never refuses (H7). */
export interface RequestLimits {
  mayRequest(address: string, requestId: string): Promise<number | null>;
  opened(address: string, conversationId: string): Promise<void>;
}

export interface VisitorNamespaceOptions {
  readonly ports: VisitorPorts;
  /** Of a conversation, so that coming back fills nothing up again; of the connection alone where there is none yet. */
  readonly limiter: (conversationId: string | null) => (kind: LimitKind) => number | null;
  readonly limits: RequestLimits;
  readonly checkOutput: boolean;
}

const auth = z.object({ token: z.string().min(1).max(128).optional() });

export function visitorNamespace(deps: ConversationsDeps, options: VisitorNamespaceOptions): Namespace<Visitor> {
  return {
    path: '/visitor',
    whoIs: () => VISITOR_FOLLOWER,
    authenticate: async (handshake) => {
      const parsed = auth.safeParse(handshake.auth);
      if (!parsed.success) return fail('bad_request');
      const { token } = parsed.data;
      if (token === undefined) return ok({ conversationId: null, requesting: Promise.resolve() });
      const conversationId = await conversationOfToken(deps, token);
      return conversationId ? ok({ conversationId, requesting: Promise.resolve() }) : fail('unauthenticated');
    },
    connected: (socket, visitor, follower, handshake) =>
      connected(deps, options, { socket, visitor, follower, handshake }),
  };
}

interface Connected {
  readonly socket: Socket;
  readonly visitor: Visitor;
  readonly follower: Follower;
  readonly handshake: Handshake;
}

function connected(deps: ConversationsDeps, options: VisitorNamespaceOptions, connection: Connected): () => void {
  const { socket, visitor, follower } = connection;
  deps.rooms.join(LOBBY_ROOM, follower);
  if (visitor.conversationId) {
    visitor.requesting = visitorConnected(deps, visitor.conversationId, follower);
    deps.background.run(visitor.requesting, 'a visitor could not be joined');
  }
  bindCommands(socket, {
    table: visitorCommands,
    handlers: handlersFor(deps, options, connection),
    callerOf: () => Promise.resolve(ok(visitor)),
    permit,
    limit: options.limiter(visitor.conversationId),
    cut: follower.cut,
    logger: deps.logger,
    checkOutput: options.checkOutput,
  });
  return () => {
    deps.rooms.leaveAll(follower.socketId);
    // What the connection had begun ends first, else it would be marked as here after it has gone.
    const gone = visitor.requesting.then(noMatter, noMatter).then(async () => {
      if (visitor.conversationId) await visitorDisconnected(deps, visitor.conversationId, follower.socketId);
    });
    deps.background.run(gone, 'a visitor could not be marked away');
  };
}

function noMatter(): void {}

/** A connection is its visitor's own; without a conversation, only a request has a meaning. */
function permit(action: Action, visitor: Visitor): Result<null> {
  const decision = decide(action, 'visitor', ['own']);
  if (decision !== 'allowed') return fail(decision);
  return action === 'conversation.own' && visitor.conversationId === null ? fail('unauthenticated') : ok(null);
}

function handlersFor(
  deps: ConversationsDeps,
  { ports, limits }: VisitorNamespaceOptions,
  { visitor, follower, handshake }: Connected,
): Handlers<VisitorCommands, Visitor> {
  const own = ({ conversationId }: Visitor): string => {
    if (conversationId === null) throw new Error('permit lets no command past without a conversation');
    return conversationId;
  };
  return {
    'conversation:request': (input) => {
      const request = visitor.requesting.then(noMatter, noMatter).then(async () => {
        const mayRequest = () => limits.mayRequest(handshake.address, input.clientId);
        const bind = (conversationId: string, isStored: boolean) => {
          visitor.conversationId = conversationId;
          return visitorConnected(deps, conversationId, follower, isStored);
        };
        const socket = { ...follower, bound: visitor.conversationId, mayRequest, bind };
        const outcome = await requestConversation(deps, input, socket);
        if (!outcome.ok) return outcome;
        await limits.opened(handshake.address, outcome.value.conversationId);
        return ok(outcome.value.answer);
      });
      visitor.requesting = request;
      return request;
    },
    'conversation:resume': (input, caller) => resume(deps, own(caller), input),
    'message:send': (input, caller) => sendVisitorMessage(deps, own(caller), input),
    'pre-chat:answer': (input, caller) => answerPreChat(deps, own(caller), input),
    'typing:set': (input, caller) => typing(deps, own(caller), VISITOR_FOLLOWER, input.typing),
    'entries:read': (input, caller) => markRead(deps, own(caller), 'visitor', input.seq),
    'conversation:leave': (input, caller) => leave(deps, own(caller), input),
    'consent:answer': (input, caller) => ports['consent:answer'](own(caller), input),
    'consent:withdraw': (input, caller) => ports['consent:withdraw'](own(caller), input),
    'sharing:answer': (input, caller) => ports['sharing:answer'](own(caller), input),
    'survey:answer': (input, caller) => ports['survey:answer'](own(caller), input),
  };
}
