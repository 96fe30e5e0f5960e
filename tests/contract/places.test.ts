import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
import type { QueuePlace } from '../../shared/protocol/conversation.ts';
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
afterEach(async () => {
  await database.collection(conversationsSpec).deleteMany({});
  await database.collection(agentsSpec).deleteMany({});
});
afterAll(() => database.close());

/** Places as a node works them out, and the page of somebody who is connected to it. */
function node({ whileKept }: { whileKept?: () => Promise<void> } = {}) {
  const rooms = createRooms();
  const shownPlaces = createShownPlacesStore(database);
  const places = createPlaces(() => ({
    offers: createOffersStore(database),
    onDuty: createOnDuty(createAgentsStore(database)),
    line: createQueueStore(database, conversationsSpec),
    shownPlaces: {
      ...shownPlaces,
      keep: (...kept) => Promise.resolve(whileKept?.()).then(() => shownPlaces.keep(...kept)),
    },
    settings: () => Promise.resolve(settings),
    clock: systemClock,
    rooms,
  }));
  /** A new connection each time; what it is told. */
  function page({ _id }: ConversationDoc) {
    const [told, socketId] = [[] as QueuePlace[], randomUUID()];
    rooms.join(conversationRoom(_id), {
      ...{ socketId, who: 'visitor', close: () => undefined },
      ...{ holdBack: () => () => undefined, cut: () => undefined, isHeldBack: () => false },
      emit: (_event, payload) => told.push(payload as QueuePlace),
    });
    return { told, leave: () => rooms.leave(conversationRoom(_id), socketId) };
  }
  return { places, page };
}

async function stands(doc: ConversationDoc = aConversation()): Promise<ConversationDoc> {
  await database.collection<ConversationDoc>(conversationsSpec).insertOne(doc);
  return doc;
}

describe('the range that a page shows', () => {
  it('[L5] is told again when it turns back to what was told before a view showed another', async () => {
    const agents = database.collection<AgentDoc>(agentsSpec);
    const free = { availability: 'available', capacity: 1, holds: [], ringing: null, pausedUntil: null } as const;
    const connection = { nodeId: 'n1', socketId: 's1', connectedSince: Date.now() };
    await agents.insertOne({ _id: 'anna', revision: 1, disabledAt: null, connections: [connection], ...free } as never);
    const doc = await stands();
    const { places, page } = node();
    const { told } = page(doc);
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

describe('the place of somebody who was shown a lower one on another node', () => {
  /** Here they were shown 4; there 2; then somebody in danger came in front of them. */
  async function movesAway() {
    const [here, there] = [node(), node()];
    const ahead = await Promise.all([1, 2, 3].map((queueKey) => stands(aConversation({ queueKey }))));
    const doc = await stands(aConversation({ queueKey: 10 }));
    const first = here.page(doc);
    await here.places.tell();
    expect(first.told.map(({ position }) => position)).toEqual([4]);
    first.leave();
    const left = ahead.slice(0, 2).map(({ _id }) => _id);
    await database.collection<ConversationDoc>(conversationsSpec).deleteMany({ _id: { $in: left } });
    const elsewhere = there.page(doc);
    expect((await there.places.placeOf(doc)).position).toBe(2);
    elsewhere.leave();
    await stands(aConversation({ queueKey: -1, priority: 'danger' }));
    return { doc, here };
  }

  it('[Q2] does not rise when they are back here and their page asks for it', async () => {
    const { doc, here } = await movesAway();
    const { told } = here.page(doc);
    expect((await here.places.placeOf(doc)).position).toBe(2);
    await here.places.tell();
    expect(told.filter(({ position }) => position > 2)).toEqual([]);
  });

  it('[Q2] does not rise when they are back here and are told before their page has asked', async () => {
    const { doc, here } = await movesAway();
    const { told } = here.page(doc);
    await here.places.tell();
    expect(told.map(({ position }) => position)).toEqual([2]);
  });
});

describe('a place that is worked out twice at once', () => {
  it('[Q2] is never told as it was before, once a view has shown a lower one', async () => {
    const ahead = await Promise.all([1, 2].map((queueKey) => stands(aConversation({ queueKey }))));
    const doc = await stands(aConversation({ queueKey: 10 }));
    let isFirst = true;
    const { places, page } = node({
      whileKept: async () => {
        if (!isFirst) return;
        isFirst = false;
        const left = ahead.map(({ _id }) => _id);
        await database.collection<ConversationDoc>(conversationsSpec).deleteMany({ _id: { $in: left } });
        expect((await places.placeOf(doc)).position).toBe(1);
      },
    });
    const { told } = page(doc);
    await places.tell();
    expect(isFirst).toBe(false);
    expect(told.filter(({ position }) => position > 1)).toEqual([]);
  });
});

describe('what is said with a place', () => {
  it('is at once that nobody on duty can do what is needed, without a range and without any promise', async () => {
    const agents = database.collection<AgentDoc>(agentsSpec);
    const free = { availability: 'available', capacity: 1, holds: [], ringing: null, pausedUntil: null } as const;
    const can = { skills: ['young_people'], languages: ['en'] };
    await agents.insertOne({ _id: 'ben', revision: 1, disabledAt: null, connections: [], ...free, ...can } as never);
    const { places } = node();
    const signs = await stands(aConversation({ queueKey: 1, requiredSkills: ['sign_language'] }));
    const speaks = await stands(aConversation({ queueKey: 2, language: 'cy', languageNeeded: true }));
    const young = await stands(aConversation({ queueKey: 3, requiredSkills: ['young_people'] }));
    const said = async (doc: ConversationDoc) => (await places.placeOf(doc)).notices;
    expect(await Promise.all([signs, speaks, young].map(said))).toEqual([
      ['nobody_suited'],
      ['nobody_suited'],
      undefined,
    ]);
    expect((await places.placeOf(signs)).estimate).toBeNull();
    await agents.updateOne({ _id: 'ben' }, { $set: { skills: ['sign_language'] } });
    expect(await said(signs)).toBeUndefined();
  });

  it('is that it takes longer, on any page and after any reload, once the first range has passed', async () => {
    const doc = await stands();
    const shown = { conversationId: doc._id, shown: { shownPlace: 1, estimateUntil: Date.now() - 1 } };
    await createShownPlacesStore(database).keep([shown], Date.now());
    expect((await node().places.placeOf(doc)).notices).toEqual(['longer']);
    expect((await node().places.placeOf(doc)).notices).toEqual(['longer']);
  });
});
