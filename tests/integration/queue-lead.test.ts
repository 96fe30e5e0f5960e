import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { aConversation } from '../support/builders/a-conversation.ts';
import { asAgent } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let here: TestServer;
let at: Helpline;
let database: Database;

beforeAll(async () => {
  here = await startServer({ config: { limits: 'off' } });
  at = helpline(here);
  database = await connectDatabase({ uri: here.database.mongodbUri, name: here.database.databaseName });
});
afterAll(async () => {
  await at.close();
  await database.close();
  await here.close();
});

const LEASE_MOVES_WITHIN_MS = 5_000;

describe('the leading node', () => {
  it('[Q3] that died without a word is followed by another within 5 s', async () => {
    const before = await startServer({ config: { limits: 'off' } });
    await before.app.close();
    const stored = await connectDatabase({ uri: before.database.mongodbUri, name: before.database.databaseName });
    // As a node leaves it that renewed its lease a moment ago and was killed then.
    const leases = stored.connection.collection('leases');
    const until = Date.now() + 3_000;
    await leases.updateOne({ _id: 'matcher' as never }, { $set: { nodeId: 'killed', until }, $inc: { epoch: 1 } });
    const killed = await leases.findOne({ _id: 'matcher' as never });
    const next = await startServer({ beside: before, config: { limits: 'off' } });
    const there = helpline(next);
    const agent = await there.staff('agent');
    await agent.ask('availability:set', { availability: 'available' });
    const { conversationId } = await there.waiting();
    await agent.next('offer:made', ({ offer }) => offer.conversationId === conversationId, LEASE_MOVES_WITHIN_MS);
    const made = await stored.connection.collection('offers').findOne({ conversationId });
    expect(made?.epoch).toBeGreaterThan(killed?.epoch);
    await there.close();
    await stored.close();
    await next.close();
    await before.close();
  });

  it('[Q3] finds who can be served behind six hundred who cannot', async () => {
    const agent = await at.staff('agent', 2);
    const now = Date.now();
    const connection = { state: 'connected', since: now, nodeId: here.app.nodeId, socketId: 'none' } as const;
    const interpreters = Array.from({ length: 600 }, (_, index) => {
      const enqueuedAt = now - 600_000 + index;
      return aConversation({
        ...{ language: 'cy', languageNeeded: true, connection, enqueuedAt },
        queueKey: enqueuedAt,
      });
    });
    const conversations = database.connection.collection('conversations');
    await conversations.insertMany(interpreters as never[]);
    const { visitor, conversationId } = await at.waiting();
    const page = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(page.conversation.queue?.position).toBe(601);
    await agent.ask('availability:set', { availability: 'available' });
    await agent.next('offer:made', ({ offer }) => offer.conversationId === conversationId);
    await conversations.deleteMany({ language: 'cy' });
    await at.tidy();
  });
});

describe('a node that stops', () => {
  it('[Q1] releases its own connections only: whoever is on another node keeps them, and everybody what they hold', async () => {
    const there = await startServer({ beside: here, config: { limits: 'off' } });
    const other = helpline(there);
    const [stays, goes] = [await at.staff('agent', 4), await asAgent(there.url, here.account('agent', 6))];
    const mine = await at.talk({ agent: stays });
    const theirs = await at.talk({ agent: goes });
    await other.close();
    await there.close();
    const stored = (_id: string) => database.connection.collection('agents').findOne({ _id: _id as never });
    expect(await stored(stays.me.agentId)).toMatchObject({ holds: [mine.conversationId], lostAt: null });
    const left = await stored(goes.me.agentId);
    expect(left).toMatchObject({ holds: [theirs.conversationId], connections: [] });
    expect(left?.lostAt).not.toBeNull();
    // Back within the grace, on the node that is left, they go on.
    const back = at.track(await asAgent(here.url, here.account('agent', 6)));
    const { conversations } = await back.ask('desk:open', {});
    expect(conversations.map(({ conversationId }) => conversationId)).toEqual([theirs.conversationId]);
    await at.tidy();
  });
});
