import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AgentDoc, agentsSpec, createAgentsStore } from '../../server/agents/index.ts';
import { type ConversationDoc, conversationsSpec } from '../../server/conversations/index.ts';
import { connectDatabase, type Database, ensureCollection } from '../../server/platform/mongo.ts';
import { createOnDuty, createWhoWaits } from '../../server/queue/index.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { testDatabase } from '../support/database.ts';

/** What the matcher knows without reading it anew, on MongoDB: told of, it is there at once; untold, after a second. */
const { mongodbUri, databaseName } = testDatabase();
const AFTER_A_LOOK = { timeout: 4_000 };
let database: Database;

beforeAll(async () => {
  database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  for (const spec of [agentsSpec, conversationsSpec]) await ensureCollection(database, spec);
});
afterAll(() => database.close());

describe.each([3, 150])('the %i who wait', (count) => {
  const conversations = () => database.collection<ConversationDoc>(conversationsSpec);
  const waiting = () => createWhoWaits(database, conversationsSpec);
  const ids = Array.from({ length: count }, () => randomUUID());
  const [first = ''] = ids;
  beforeEach(async () => {
    await conversations().deleteMany({});
    await conversations().insertMany(ids.map((_id, index) => aConversation({ _id, queueKey: index })));
  });

  it('[Q3] are known with who comes, in the round after it was told', async () => {
    const known = waiting();
    expect([...(await known.read()).keys()].sort()).toEqual([...ids].sort());
    const doc = aConversation({ queueKey: -1, exclusions: [] });
    await conversations().insertOne(doc);
    known.doubt(doc._id);
    const { state, revision, priority } = doc;
    expect((await known.read()).get(doc._id)).toMatchObject({ state, revision, priority });
  });

  it.each([
    ['was offered to somebody', { state: 'offered' as const }],
    ['is away', { 'connection.state': 'away' as const }],
  ])('[Q1] are known without who %s, in the round after it was told', async (_what, change) => {
    const known = waiting();
    expect((await known.read()).has(first)).toBe(true);
    await conversations().updateOne({ _id: first }, { $set: change, $inc: { revision: 1 } });
    known.doubt(first);
    expect((await known.read()).has(first)).toBe(false);
    await conversations().updateOne({ _id: first }, { $set: { state: 'waiting', 'connection.state': 'connected' } });
    known.doubt(first);
    expect((await known.read()).has(first)).toBe(true);
  });

  it('[Q4] are known a second later as they stand, although nobody told of who came, went and changed', async () => {
    const known = waiting();
    await known.read();
    const doc = aConversation({ queueKey: -1 });
    await conversations().insertOne(doc);
    await conversations().deleteOne({ _id: first });
    const [, changed = ''] = ids;
    await conversations().updateOne({ _id: changed }, { $set: { priority: 'danger' }, $inc: { revision: 1 } });
    const look = async () => {
      const now = await known.read();
      return [now.has(doc._id), now.has(first), now.get(changed)?.priority, now.get(changed)?.revision, now.size];
    };
    await expect.poll(look, AFTER_A_LOOK).toEqual([true, false, 'danger', 2, count]);
  });
});

describe.each([2, 40])('the %i on duty', (count) => {
  const agents = () => database.collection<AgentDoc>(agentsSpec);
  const onDuty = () => createOnDuty(createAgentsStore(database));
  const agent = (_id: string) => ({ _id, emailHash: _id, availability: 'available', disabledAt: null, holds: [] });
  const ids = Array.from({ length: count }, (_, index) => `agent ${index}`);
  beforeEach(async () => {
    await agents().deleteMany({});
    await agents().insertMany(ids.map(agent) as never[]);
  });

  it('[Q1] are known with what they hold, with who comes and without who goes, in the round after it was told', async () => {
    const known = onDuty();
    expect([...(await known.read()).keys()].sort()).toEqual([...ids].sort());
    await agents().insertOne(agent('new') as never);
    await agents().updateOne({ _id: 'agent 0' }, { $set: { availability: 'offline' } });
    await agents().updateOne({ _id: 'agent 1' }, { $set: { holds: ['a conversation'] } });
    for (const id of ['new', 'agent 0', 'agent 1']) known.doubt(id);
    const now = await known.read();
    expect([now.has('new'), now.has('agent 0'), now.get('agent 1')?.holds]).toEqual([true, false, ['a conversation']]);
  });

  it('[Q4] are known a second later as they stand, although nobody told of it', async () => {
    const known = onDuty();
    await known.read();
    await agents().insertOne(agent('new') as never);
    await agents().updateOne({ _id: 'agent 0' }, { $set: { disabledAt: 1 } });
    await agents().updateOne({ _id: 'agent 1' }, { $set: { holds: ['a conversation'] } });
    const look = async () => {
      const now = await known.read();
      return [now.has('new'), now.has('agent 0'), now.get('agent 1')?.holds];
    };
    await expect.poll(look, AFTER_A_LOOK).toEqual([true, false, ['a conversation']]);
  });
});
