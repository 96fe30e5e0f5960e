/** Both namespaces with their complete tables, and the events that concern everybody who is connected. */
import type http from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Service } from '../shared/protocol/service.ts';
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import type { Platform } from './compose-platform.ts';
import type { Referrals } from './compose-referrals.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import {
  conversationHandlers,
  conversationsSpec,
  LOBBY_ROOM,
  redactEntry,
  releaseCompetence,
  type VisitorPorts,
  visitorNamespace,
} from './conversations/index.ts';
import { createAddressOf } from './platform/client-address.ts';
import { createConnectionLimits, createLimitsByKey } from './platform/connection-limits.ts';
import { originGuard } from './platform/origin.ts';
import { type Repeating, repeat } from './platform/repeat.ts';
import type { Follower } from './platform/rooms.ts';
import { createSocketServer } from './platform/socket-server.ts';
import { portalRooms } from './portal/index.ts';
import { openDesk, queueHandlers, type StaffHandlers, sessionRoom, staffNamespace } from './queue/index.ts';
import { reminderRooms } from './reminders/index.ts';
import { alertRooms, alertsFor, safeguardingHandlers } from './safeguarding/index.ts';
import {
  createLiveWallboard,
  createWallboardStore,
  stopWatching,
  supervisionHandlers,
  WALLBOARD_ROOM,
} from './supervision/index.ts';
import { answerSurvey, createSurveysStore } from './surveys/index.ts';

export interface Sockets {
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface SocketParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly identity: Identity;
  readonly service: ServiceInForce;
  readonly referrals: Referrals;
  readonly server: http.Server;
}

/** Clients go elsewhere in turn over this time, so that the other nodes are not met by all at once. */
const SPREAD_MS = 3_000;
/** Who has not gone by then is disconnected; the whole drain stays under 25 s. */
const DRAIN_MS = 4_000;
const LOOK_AGAIN_MS = 50;
const SERVICE_WATCH_MS = 1_000;
/** A signal ends a session at once; where the node that ended it could not be heard, nobody reads on for longer than this. */
const SESSION_SWEEP_MS = 1_500;

export function composeSockets(config: Config, parts: SocketParts): Sockets {
  const { platform, duties, identity, service, server } = parts;
  const { clock, logger, checkOutput } = platform;
  const addressOf = createAddressOf(config.trustProxy);
  const sockets = createSocketServer({
    http: server,
    allowRequest: originGuard(config.allowedOrigins),
    addressOf,
    placeOf: (request) => identity.limits.addressKey(addressOf(request)),
    connectionsAtMost: config.limits === 'off' ? null : config.maxConnections,
    logger,
    metrics: platform.metrics,
  });
  const limiter = () => createConnectionLimits(config.limits, () => clock.now(), platform.connectionRules);
  const wallboard = createLiveWallboard({
    ...{
      store: createWallboardStore(platform.database, conversationsSpec),
      agents: duties.agents,
      rooms: duties.rooms,
    },
    ...{ signals: platform.signals, clock, logger },
    targetMs: () => service.settings().targets.find(({ code }) => code === 'wait_accepted')?.value ?? null,
  });
  sockets.attach(
    visitorNamespace(duties, {
      ports: visitorPorts(parts),
      limits: identity.conversationLimits,
      limiter: createLimitsByKey(limiter),
      checkOutput,
    }),
  );
  sockets.attach(
    staffNamespace(duties, {
      sessionOf: identity.sessions.sessionOf,
      roomsFor: (session) => [...alertRooms(session), ...reminderRooms(session), ...portalRooms(session)],
      leaving: (caller) => stopWatching(duties, caller),
      handlers: (follower) => ({
        ...staffHandlers(parts, follower),
        ...supervisionHandlers(duties, wallboard, follower),
        'entry:redact': (input, caller) => redactEntry(duties, input, caller),
        'competence:release': (input, caller) => releaseCompetence(duties, input, caller),
      }),
      permit: (action, caller) => identity.access.permit(action, { actor: caller.role, agentId: caller.agentId }),
      limiter,
      checkOutput,
    }),
  );
  const watch = watchService(parts);
  const sweep = sweepSessions(parts);
  platform.signals.onSilence(() => sweep.soon());
  return {
    drain: async () => {
      sockets.drain(() => Math.round(Math.random() * SPREAD_MS));
      const until = Date.now() + DRAIN_MS;
      while (sockets.count() > 0 && Date.now() < until) await setTimeout(LOOK_AGAIN_MS);
      await duties.log.idle();
    },
    close: async () => {
      await watch.stop();
      await sweep.stop();
      await wallboard.stop();
      await sockets.close();
    },
  };
}

function staffHandlers(
  parts: SocketParts,
  follower: Follower,
): Omit<StaffHandlers, keyof ReturnType<typeof supervisionHandlers> | 'entry:redact' | 'competence:release'> {
  const { duties, referrals } = parts;
  return {
    ...conversationHandlers(duties),
    ...queueHandlers(duties),
    ...safeguardingHandlers(duties),
    ...referrals.staffHandlers,
    'desk:open': (_input, caller) =>
      openDesk(duties, { alertsFor: (who, ids) => alertsFor(duties, who, ids) }, caller, follower),
  };
}

function visitorPorts({ platform, duties, service, referrals }: SocketParts): VisitorPorts {
  const surveys = createSurveysStore(platform.database, platform.sealing);
  const survey = {
    ...{ conversations: duties.store, surveys, clock: platform.clock, formVersion: '1' },
    questions: () => service.settings().survey,
    keptUntil: (madeAt: number) => service.port.keptUntil('survey', madeAt),
    digest: (text: string) => duties.tokens.digest(text),
  };
  return {
    ...referrals.visitorHandlers,
    'survey:answer': (conversationId, input) => answerSurvey(survey, conversationId, input),
  };
}

/** Tells everybody in the widget when the service opens, closes or fills, within about a second. Each connection is told
 * by itself: what its page said when it was loaded may have changed before it was in the room. */
function watchService({ platform, duties, service }: SocketParts): { stop(): Promise<void> } {
  const told = new WeakMap<object, string>();
  const essence = ({ open, reason, opensAt }: Service) => JSON.stringify([open, reason, opensAt]);
  return repeat({ name: 'service-status', everyMs: SERVICE_WATCH_MS, logger: platform.logger }, async () => {
    const lobby = duties.rooms.followers(LOBBY_ROOM);
    if (lobby.length === 0) return;
    const status = await service.status();
    const now = essence(status);
    for (const follower of lobby) {
      if (told.get(follower) === now) continue;
      told.set(follower, now);
      follower.emit('service:changed', status);
    }
  });
}

/** Sessions in use go on; those that are over are told, so that no desk looks alive when it is not. */
function sweepSessions({ platform, duties, identity }: SocketParts): Repeating {
  const { rooms } = duties;
  const watched = (sessionId: string) =>
    rooms.followers(sessionRoom(sessionId)).some(({ socketId }) => rooms.has(WALLBOARD_ROOM, socketId));
  return repeat({ name: 'sessions', everyMs: SESSION_SWEEP_MS, logger: platform.logger }, () => {
    const prefix = sessionRoom('');
    return identity.sessions.sweep(
      rooms.rooms(prefix).map((room) => room.slice(prefix.length)),
      watched,
    );
  });
}
