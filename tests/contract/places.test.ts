import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentDoc } from '../../server/agents/index.ts';
import { agentsSpec, createAgentsStore } from '../../server/agents/index.ts';
import type { ConversationDoc } from '../../server/conversations/index.ts';
import { conversationRoom, conversationsSpec } from '../../server/conversations/index.ts';
import { connectDatabase, type Database, ensureCollection } from '../../server/platform/mongo.ts';
import { systemClock } from '../../server/platform/ports.ts';
import { createRooms } from '../../server/platform/rooms.ts';
import {
  createOffersStore,
  createOnDuty,
  createPlaces,
  createQueueStore,
  createShownPlacesStore,
  offersSpec,
  shownPlacesSpec,
} from '../../server/queue/index.ts';
import { buildPack, firstSettings } from '../../server/service/index.ts';
import { alwaysOpen } from '../../shared/domain/opening-hours.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { testDatabase } from '../support/database.ts';

const { mongodbUri, databaseName } = testDatabase();
const pack = buildPack('marlshire', { demoPartnerUrl: null, embedOrigins: [] });
const settings = firstSettings(pack, { demonstration: true, hours: alwaysOpen }).queue;
let database: Database;

beforeAll(async () => {
  database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  for (const spec of [agentsSpec, conversationsSpec, offersSpec, shownPlacesSpec])
    await ensureCollection(database, spec);
});
afterAll(() => database.close());

/** Somebody who waits on this node, and what their page was told. */
async function waiting() {
  const doc = aConversation();
  await database.collection<ConversationDoc>(conversationsSpec).insertOne(doc);
  const rooms = createRooms();
  const told: unknown[] = [];
  rooms.join(conversationRoom(doc._id), {
    ...{ socketId: 'page', who: 'visitor', close: () => undefined },
    ...{ holdBack: () => () => undefined, cut: () => undefined, isHeldBack: () => false },
    emit: (_event, payload) => told.push(payload),
  });
  const places = createPlaces(() => ({
    offers: createOffersStore(database),
    onDuty: createOnDuty(createAgentsStore(database)),
    line: createQueueStore(database, conversationsSpec),
    shownPlaces: createShownPlacesStore(database),
    settings: () => Promise.resolve(settings),
    clock: systemClock,
    rooms,
  }));
  return { doc, told, places };
}

describe('the range that a page shows', () => {
  it('[L5] is told again when it turns back to what was told before a view showed another', async () => {
    const agents = database.collection<AgentDoc>(agentsSpec);
    const free = { availability: 'available', capacity: 1, holds: [], ringing: null, pausedUntil: null } as const;
    const connection = { nodeId: 'n1', socketId: 's1', connectedSince: Date.now() };
    await agents.insertOne({ _id: 'anna', revision: 1, disabledAt: null, connections: [connection], ...free } as never);
    const { doc, told, places } = await waiting();
    await places.tell();
    const range = { position: 1, estimate: { lowMs: 0, highMs: 2 * settings.offerMs } };
    expect(told).toEqual([range]);

    await agents.updateOne({ _id: 'anna' }, { $set: { holds: ['another'] } });
    expect(await places.placeOf(doc)).toEqual({ position: 1, estimate: null });
    await agents.updateOne({ _id: 'anna' }, { $set: { holds: [] } });
    await places.tell();
    expect(told).toEqual([range, range]);
    await places.tell();
    expect(told).toHaveLength(2);
  });
});
