/** Composes the duties over the platform: who knows whom is written here and nowhere else. */
import type { Priority } from '../shared/protocol/conversation.ts';
import { agentPresence, createAgentsStore } from './agents/index.ts';
import { createAudit } from './audit/index.ts';
import { createExclusions } from './cases/index.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import {
  type ConversationsDeps,
  conversationRoom,
  conversationsSpec,
  createConversationsStore,
  createDelivery,
  createLog,
  createLogMeasures,
  createNotesStore,
  createPresenter,
  createVisitorTokens,
  type QueuePort,
  viewTold,
} from './conversations/index.ts';
import { createRooms } from './platform/rooms.ts';
import { createShown } from './platform/shown.ts';
import { createSteppedStore } from './platform/stepped.store.ts';
import {
  createOffersStore,
  createOnDuty,
  createPlaces,
  createQueueMeasures,
  createQueueStore,
  createShownPlacesStore,
  createToldDesks,
  createTurns,
  createWhoWaits,
  dropRinging,
  pausedUntilAfter,
  type QueueDeps,
  queueKey,
  wasHard,
} from './queue/index.ts';
import {
  type ConcernFacts,
  concernsSpec,
  createAlertsStore,
  createEmergencyUpdatesStore,
  createSafeguardingPort,
  type SafeguardingDeps,
  tellNewcomers,
} from './safeguarding/index.ts';
import { surveyFor } from './surveys/index.ts';

/** The one set of dependencies: each duty sees the part that its own interface names. */
export type Duties = QueueDeps & SafeguardingDeps & { readonly places: ReturnType<typeof createPlaces> };

export interface DutyHooks {
  /** Something that the matcher should look at happened, here or elsewhere. */
  readonly onQueueChanged: () => void;
}

export function composeDuties(platform: Platform, service: ServiceInForce, hooks: DutyHooks): Duties {
  const { database, sealing, signals, logger, background, clock, ids, masterKeys, nodeId, steps } = platform;
  const measures = createLogMeasures(platform.metrics);
  let duties: Duties;
  const store = createConversationsStore(database);
  const agents = createAgentsStore(database, (at) => service.port.keptUntil('availability', at));
  const offers = createOffersStore(database);
  const rooms = createRooms();
  const shown = createShown();
  const delivery = createDelivery({
    rooms,
    signals,
    background,
    conversations: store,
    presenter: () => duties.presenter,
    shown,
    steps,
    follow: (conversationId) => duties.log.tails.load(conversationId),
    catchUp: (tail) => duties.log.tails.catchUp(tail),
    joined: (conversationId, newcomers) =>
      background.run(tellNewcomers(duties, conversationId, newcomers), 'newcomers could not be told of alerts'),
  });
  const log = createLog({
    database,
    sealing,
    conversations: store,
    signals,
    logger,
    now: () => clock.now(),
    steps,
    measures,
    onEntry: (entry, _tail, origin) => {
      measures.delivered(clock.now() - entry.at, origin);
      delivery.entry(entry);
    },
    isFollowed: (conversationId) => rooms.followers(conversationRoom(conversationId)).length > 0,
  });
  const places = createPlaces(() => ({ ...duties, onDuty: onDutyForPlaces }));
  const presenter = createPresenter(log, sealing, {
    agentPresence: async (agentId) => {
      const agent = await agents.find(agentId);
      return agent ? agentPresence(agent) : 'away';
    },
    placeOf: (doc) => places.placeOf(doc),
    shows: (doc) => viewTold(shown, doc, 'begin'),
    surveyFor: (doc) => surveyFor(doc, service.settings().survey),
  });
  const waiting = createWhoWaits(database, conversationsSpec);
  const onDuty = createOnDuty(agents);
  /** Another, so that no round of the matcher waits for what a place is worked out from. */
  const onDutyForPlaces = createOnDuty(agents);
  const queue: QueuePort = {
    keyOf: (enqueuedAt: number, priority: Priority) =>
      queueKey(enqueuedAt, priority, service.settings().queue.headStartMs),
    changed: (conversationId) => signals.publish('queue:changed', { conversationId }),
    endOfferIn: (session, offerId, at) => offers.endIn(session, offerId, 'withdrawn', at, 'visitor_left'),
    offerWithdrawn: (offer) => signals.publish('offer:withdrawn', { ...offer }),
    agentChanged: (agentId) => signals.publish('agent:changed', { agentId }),
    stopRinging: async (agentIds) => {
      for (const agentId of agentIds) await dropRinging(duties, agentId);
    },
    pauseAfter: (doc, risk, now) =>
      pausedUntilAfter(null, wasHard(doc, risk), now, service.settings().queue.pauseAfterHardMs),
  };
  signals.subscribe('queue:changed', ({ conversationId }) => {
    if (typeof conversationId === 'string') waiting.doubt(conversationId);
    hooks.onQueueChanged();
  });
  signals.subscribe('agent:changed', ({ agentId }) => {
    if (typeof agentId !== 'string') return;
    onDuty.doubt(agentId);
    onDutyForPlaces.doubt(agentId);
  });
  const conversations: ConversationsDeps = {
    ...{
      database,
      sealing,
      signals,
      logger,
      background,
      clock,
      ids,
      nodeId,
      steps,
      rooms,
      delivery,
      shown,
      log,
      presenter,
      queue,
      agents,
      store,
    },
    notes: createNotesStore(database, sealing),
    notesShown: createShown(),
    audit: createAudit(
      database,
      () => clock.now(),
      (at) => service.port.keptUntil('audit', at),
    ),
    tokens: createVisitorTokens(masterKeys),
    service: service.port,
    safeguarding: createSafeguardingPort(() => duties),
  };
  duties = {
    ...conversations,
    places,
    offers,
    line: createQueueStore(database, conversationsSpec),
    waiting,
    onDuty,
    turns: createTurns(),
    told: createToldDesks(),
    shownPlaces: createShownPlacesStore(database),
    measures: createQueueMeasures(platform.metrics, () => store.waitingByBand(clock.now())),
    settings: () => Promise.resolve(service.settings().queue),
    alerts: createAlertsStore(database, sealing),
    alertsShown: createShown(),
    emergencyUpdates: createEmergencyUpdatesStore(database, sealing),
    keptOut: createExclusions(database),
    concerns: createSteppedStore<ConcernFacts>(database, sealing, { spec: concernsSpec, newId: () => ids.uuid() }),
  };
  return duties;
}
