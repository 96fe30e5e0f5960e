import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AgentDoc, agentsSpec } from '../../server/agents/index.ts';
import { composeLife, type Life } from '../../server/compose-life.ts';
import {
  agentRoom,
  type ConversationDoc,
  conversationRoom,
  conversationsSpec,
  dropGhostVisitors,
} from '../../server/conversations/index.ts';
import { createNodes, DEAD_AFTER_MS } from '../../server/platform/nodes.store.ts';
import { dropGhostAgents, dropNodeAgents } from '../../server/queue/index.ts';
import { aFollower, type BareNode, bareNode, storedAgent } from '../support/bare-node.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { testDatabase } from '../support/database.ts';
import { lateAnswer } from '../support/late-answer.ts';

const database = testDatabase();
let here: BareNode;
let there: BareNode;

beforeAll(async () => {
  here = await bareNode(database);
  there = await bareNode(database);
});
afterEach(async () => {
  await agents().deleteMany({});
  await conversations().deleteMany({});
});
afterAll(async () => {
  await here.close();
  await there.close();
});

const agents = () => here.platform.database.collection<AgentDoc>(agentsSpec);
const conversations = () => here.platform.database.collection<ConversationDoc>(conversationsSpec);
const agent = async (_id: string) => (await agents().findOne({ _id })) as AgentDoc;
const connectedTo = async (_id: string) => (await agent(_id)).connections.map(({ socketId }) => socketId);
const A_LONG_TIME_MS = 60_000;

/** A node whose beats can be kept from the database, as a connection that hangs does. */
async function alive() {
  const nodes = createNodes(here.platform.database, here.platform);
  let through = Promise.resolve();
  let open: () => void = () => undefined;
  let beats = 0;
  const beat = async (now: number) => {
    await through;
    await nodes.beat(now);
    beats += 1;
  };
  const life: Life = composeLife(here.platform, here.duties, { ...nodes, beat });
  await expect.poll(() => life.isLive(), { timeout: 5_000 }).toBe(true);
  return {
    life,
    holdBeats: () => {
      through = new Promise((resolve) => {
        open = resolve;
      });
    },
    letThrough: () => open(),
    /** The one under way and the next, which begins when the first has done all that belongs to it. */
    twoBeats: async () => {
      const before = beats;
      await expect.poll(() => beats, { timeout: 10_000 }).toBeGreaterThanOrEqual(before + 2);
    },
    end: async () => {
      await Promise.all(life.loops.map((each) => each.stop()));
      await life.leave();
    },
  };
}

describe('a node that could not say for a while that it is there', () => {
  it('[Q3] judges nobody lost before it has said again who is connected to it', async () => {
    const another = createNodes(there.platform.database, there.platform);
    const desk = aFollower(await storedAgent(here, { connections: [] }));
    here.duties.rooms.join(agentRoom(desk.who), desk);
    await here.duties.agents.connect(desk.who, {
      nodeId: here.platform.nodeId,
      socketId: desk.socketId,
      connectedSince: 1,
    });
    const { life, holdBeats, letThrough, twoBeats, end } = await alive();
    let release: () => void = () => undefined;
    try {
      holdBeats();
      here.passMs(DEAD_AFTER_MS + A_LONG_TIME_MS);
      expect(life.isLive()).toBe(false);
      // The other one lives on, and takes this one for dead.
      await another.beat(here.platform.clock.now() + A_LONG_TIME_MS);
      await dropNodeAgents(there.duties, here.platform.nodeId);
      expect(await agent(desk.who)).toMatchObject({ connections: [], lostAt: expect.any(Number) });
      const reading = lateAnswer(agentsSpec.name, (filter) => filter === JSON.stringify({ _id: { $in: [desk.who] } }));
      release = reading.release;
      await reading.held;
      letThrough();
      await twoBeats();
      expect(life.isLive()).toBe(false);
      release();
      await expect.poll(() => life.isLive(), { timeout: 5_000 }).toBe(true);
      expect(await agent(desk.who)).toMatchObject({ lostAt: null, connections: [{ socketId: desk.socketId }] });
    } finally {
      letThrough();
      release();
      await end();
      here.duties.rooms.leaveAll(desk.socketId);
      await another.forget(there.platform.nodeId);
    }
  }, 30_000);
});

describe('a connection that stands as here and is not', () => {
  const old = () => here.platform.clock.now() - A_LONG_TIME_MS;

  it('[Q3] of an agent is taken away; one that is here, is just coming or is with another node stays', async () => {
    const { nodeId } = here.platform;
    const connections = [
      { nodeId, socketId: 'gone', connectedSince: old() },
      { nodeId, socketId: 'here', connectedSince: old() },
      { nodeId, socketId: 'coming', connectedSince: here.platform.clock.now() },
      { nodeId: there.platform.nodeId, socketId: 'elsewhere', connectedSince: old() },
    ];
    const agentId = await storedAgent(here, { connections });
    here.duties.rooms.join(agentRoom(agentId), aFollower(agentId, 'here'));
    await dropGhostAgents(here.duties);
    here.duties.rooms.leaveAll('here');
    expect(await connectedTo(agentId)).toEqual(['here', 'coming', 'elsewhere']);
    expect((await agent(agentId)).lostAt).toBeNull();
  });

  it('[Q3] of an agent who has no other begins their grace, and what rang at them is for others', async () => {
    const offer = { offerId: randomUUID(), agentId: '', expiresAt: here.platform.clock.now() + A_LONG_TIME_MS };
    const connections = [{ nodeId: here.platform.nodeId, socketId: 'gone', connectedSince: old() }];
    const _id = randomUUID();
    const agentId = await storedAgent(here, { connections, holds: [_id], ringing: _id });
    const rings = { state: 'offered', offer: { ...offer, agentId } } as Partial<ConversationDoc>;
    await here.platform.sealing.createKey(_id);
    await conversations().insertOne(aConversation({ _id, ...rings }));
    await dropGhostAgents(here.duties);
    expect(await agent(agentId)).toMatchObject({
      connections: [],
      lostAt: expect.any(Number),
      ringing: null,
      holds: [],
    });
    expect(await conversations().findOne({ _id })).toMatchObject({ state: 'waiting', offer: null });
  });

  it('[Q3] leaves nobody who works and was never marked as lost without an end of their grace', async () => {
    const [working, holding, offline] = [
      await storedAgent(here, { connections: [] }),
      await storedAgent(here, { connections: [], availability: 'offline', holds: ['one'] }),
      await storedAgent(here, { connections: [], availability: 'offline' }),
    ];
    await dropGhostAgents(here.duties);
    const lost = await Promise.all([working, holding, offline].map(async (id) => (await agent(id)).lostAt !== null));
    expect(lost).toEqual([true, true, false]);
  });

  it('[Q3] of a visitor becomes away; one that is here, is just coming or is with another node stays', async () => {
    const standing = (socketId: string, since: number, nodeId = here.platform.nodeId) =>
      aConversation({ connection: { state: 'connected', since, nodeId, socketId } });
    const docs = [
      standing('gone', old()),
      standing('here', old()),
      standing('coming', here.platform.clock.now()),
      standing('elsewhere', old(), there.platform.nodeId),
    ];
    await conversations().insertMany(docs);
    here.duties.rooms.join(conversationRoom(docs[1]?._id ?? ''), aFollower('visitor', 'here'));
    await dropGhostVisitors(here.duties);
    here.duties.rooms.leaveAll('here');
    const after = await Promise.all(docs.map(({ _id }) => conversations().findOne({ _id })));
    expect(after.map((doc) => doc?.connection.state)).toEqual(['away', 'connected', 'connected', 'connected']);
    expect(after[0]?.connection).toMatchObject({ nodeId: null, socketId: null });
  });
});

describe('a place of an agent', () => {
  const holding = (agentId: string, conversationId: string, offers: boolean) =>
    here.platform.database.connection.transaction((session) =>
      here.duties.agents.hold(session, agentId, conversationId, { ring: offers, availableOnly: offers }),
    );

  it.each([
    ['is available and connected, with a place free', {}, true, true],
    ['holds as many as they may', { holds: ['one', 'two'] }, false, false],
    ['has an account no more', { disabledAt: 1 }, false, false],
    ['is on a break', { availability: 'break' as const }, false, true],
    ['is offline', { availability: 'offline' as const }, false, true],
    ['is connected nowhere', { connections: [] }, false, true],
    ['has another offer ringing', { ringing: 'one', holds: ['one'] }, false, true],
  ])('[Q1] of one who %s', async (_who, overrides: Partial<AgentDoc>, isOffered: boolean, isGiven: boolean) => {
    const [one, other] = [await storedAgent(here, overrides), await storedAgent(here, overrides)];
    const before = await agent(one);
    expect([await holding(one, 'new', true), await holding(other, 'new', false)]).toEqual([isOffered, isGiven]);
    const [offered, given] = [await agent(one), await agent(other)];
    const grown = [...before.holds, 'new'];
    expect([offered.holds, offered.ringing]).toEqual(isOffered ? [grown, 'new'] : [before.holds, before.ringing]);
    expect([given.holds, given.ringing]).toEqual([isGiven ? grown : before.holds, before.ringing]);
  });

  it('[Q1] that this conversation has already is not taken a second time', async () => {
    const agentId = await storedAgent(here, { holds: ['one', 'two'] });
    expect(await holding(agentId, 'two', false)).toBe(true);
    expect((await agent(agentId)).holds).toEqual(['one', 'two']);
  });
});
