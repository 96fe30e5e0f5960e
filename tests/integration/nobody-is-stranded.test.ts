import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationDoc } from '../../server/conversations/conversation.ts';
import { conversationsSpec } from '../../server/conversations/conversations.store.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { asAgent, signIn } from '../support/connect.ts';
import { drop } from '../support/database.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const GRACE_MS = 2_000;
const PATIENCE = { timeout: 8_000, interval: 100 };

let server: TestServer;
let at: Helpline;
let database: Database;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', visitorGraceMs: GRACE_MS, agentGraceMs: GRACE_MS } });
  at = helpline(server);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await database.close();
  await server.close();
});

const conversations = () => database.collection<ConversationDoc>(conversationsSpec);
const stored = (filter: Partial<ConversationDoc>) => conversations().findOne(filter);

describe('a visitor in a conversation', () => {
  it('[Q3] goes back to the queue when their agent signs out and is gone', async () => {
    const account = server.account('agent', 2);
    const agent = await asAgent(server.url, account);
    const { conversationId } = await at.talk({ agent });
    const headers = { origin: new URL(server.url).origin, cookie: agent.me.cookie };
    await fetch(`${server.url}/api/v1/session`, { method: 'DELETE', headers });
    await expect.poll(async () => (await stored({ _id: conversationId }))?.state, PATIENCE).toBe('waiting');
  });

  it('stays with an agent who is offline but still there', async () => {
    const agent = await asAgent(server.url, server.account('agent', 4));
    const { conversationId } = await at.talk({ agent });
    await agent.ask('availability:set', { availability: 'offline' });
    await new Promise((resolve) => setTimeout(resolve, GRACE_MS * 3));
    expect((await stored({ _id: conversationId }))?.state).toBe('active');
    agent.close();
    await expect.poll(async () => (await stored({ _id: conversationId }))?.state, PATIENCE).toBe('waiting');
  });
});

describe('an offer', () => {
  it('[Q3] that could not be taken back when its agent went is taken back long before it has rung out', async () => {
    const { agentId } = await signIn(server.url, server.account('agent', 1));
    const { conversationId } = await at.waiting();
    // As a node leaves it that died, or met a failover, between the two writes: it rings at somebody who is gone.
    const now = Date.now();
    const offer = { offerId: randomUUID(), agentId, madeAt: now, expiresAt: now + 600_000, epoch: 1, reasons: [] };
    const offered = { $set: { state: 'offered', offer }, $inc: { revision: 1 } } as const;
    await conversations().updateOne({ _id: conversationId }, offered);
    const agents = database.connection.collection<{ _id: string }>('agents');
    const rings = { holds: [conversationId], ringing: conversationId, connections: [] };
    await agents.updateOne({ _id: agentId }, { $set: rings });
    await expect.poll(async () => (await stored({ _id: conversationId }))?.state, PATIENCE).toBe('waiting');
    expect(await agents.findOne({ _id: agentId })).toMatchObject({ holds: [], ringing: null });
  });
});

describe('what a worker leaves behind', () => {
  it('[Q1] a wrap-up whose worker never came back is closed in the end, frees the place and is due for deletion', async () => {
    const { agent, conversationId } = await at.talk();
    await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
    const longAgo = Date.now() - 13 * 60 * 60_000;
    await conversations().updateOne({ _id: conversationId }, { $set: { endedAt: longAgo } });
    await expect.poll(async () => (await stored({ _id: conversationId }))?.state, PATIENCE).toBe('closed');
    expect((await stored({ _id: conversationId }))?.purgeAt).toBeInstanceOf(Date);
    expect((await agent.ask('desk:open', {})).agent.load).toBe(0);
  });

  it('[Q1] a lead can save the wrap-up of a colleague who is gone: the colleague has the place back', async () => {
    const { agent, conversationId } = await at.talk();
    await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
    const lead = await at.staff('supervisor');
    const form = { conversationId, outcomes: ['support'], crimeTypes: [], risk: 'none' as const, done: true };
    const { conversation } = await lead.ask('wrap-up:save', form);
    expect(conversation.state).toBe('closed');
    expect((await agent.ask('desk:open', {})).agent.load).toBe(0);
    // [L2] Sent again it is the same answer; another form is too late.
    expect((await lead.ask('wrap-up:save', form)).conversation).toEqual(conversation);
    const other = await lead.send('wrap-up:save', { ...form, risk: 'high' });
    expect(other).toMatchObject({ ok: false, error: { code: 'closed' } });
  });

  it('[Q3] the visitor stays with the colleague who was asked in when the holder is lost', async () => {
    const holder = await asAgent(server.url, server.account('agent', 8));
    const { visitor, conversationId } = await at.talk({ agent: holder });
    const colleague = await at.staff('agent', 6);
    const asked = {
      clientId: randomUUID(),
      conversationId,
      to: { agentId: colleague.me.agentId },
      note: 'Please help',
    };
    await holder.ask('conversation:transfer', { ...asked, warm: true });
    holder.close();
    const holds = async () => (await stored({ _id: conversationId }))?.holder?.agentId;
    await expect.poll(holds, PATIENCE).toBe(colleague.me.agentId);
    await colleague.ask('message:send', { clientId: randomUUID(), conversationId, text: 'I am still here' });
    expect((await visitor.ask('conversation:resume', { afterSeq: 0 })).conversation.state).toBe('active');
  });
});

describe('a visitor who waits', () => {
  it('and whose connection is gone before the place was taken is not believed to be there', async () => {
    const visitor = await at.visitor();
    const clientId = randomUUID();
    visitor.socket.emit('conversation:request', { clientId }, () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 3));
    visitor.close();
    await expect.poll(async () => (await stored({ requestId: clientId }))?.state, PATIENCE).toBe('closed');
  });

  it('and comes and goes at once is not believed to be there', async () => {
    const { visitor, token, conversationId } = await at.waiting();
    visitor.close();
    for (let time = 0; time < 5; time += 1) (await at.visitor(token)).close();
    await expect.poll(async () => (await stored({ _id: conversationId }))?.state, PATIENCE).toBe('closed');
  });

  it('and was found lost by a node that died then leaves the queue all the same', async () => {
    const { visitor, conversationId } = await at.waiting();
    visitor.close();
    await expect
      .poll(async () => (await stored({ _id: conversationId }))?.connection.state, { ...PATIENCE, interval: 10 })
      .toBe('away');
    const lost = { state: 'lost', since: Date.now() - GRACE_MS, nodeId: null, socketId: null } as const;
    await conversations().updateOne({ _id: conversationId }, { $set: { connection: lost } });
    await expect.poll(async () => (await stored({ _id: conversationId }))?.state, PATIENCE).toBe('closed');
  });
});

describe('a visitor who waits and is connected', () => {
  it('is found so again, whatever another node thought of this one', async () => {
    // The grace is far longer than a heartbeat, as it is in truth: only to be found again is waited for, not who is first.
    const apart = await startServer({ config: { limits: 'off' } });
    const there = helpline(apart);
    const stands = await connectDatabase({ uri: apart.database.mongodbUri, name: apart.database.databaseName });
    try {
      const { visitor, conversationId } = await there.waiting();
      const ofThem = { _id: conversationId };
      const away = { state: 'away', since: Date.now(), nodeId: null, socketId: null } as const;
      const theirs = stands.collection<ConversationDoc>(conversationsSpec);
      const { connection } = (await theirs.findOneAndUpdate(ofThem, { $set: { connection: away } })) ?? {};
      const connected = { state: 'connected', nodeId: connection?.nodeId, socketId: connection?.socketId };
      await expect.poll(async () => (await theirs.findOne(ofThem))?.connection, PATIENCE).toMatchObject(connected);
      const { conversation } = await visitor.ask('conversation:resume', { afterSeq: 0 });
      expect(conversation).toMatchObject({ state: 'waiting', queue: { position: 1 } });
    } finally {
      await there.close();
      await stands.close();
      await apart.close();
    }
  });
});

describe('after the whole service was away for longer than the grace', () => {
  it('the grace starts anew: whoever comes back has their place, and their agent', async () => {
    const config = { limits: 'off', visitorGraceMs: 3 * GRACE_MS, agentGraceMs: 3 * GRACE_MS } as const;
    const first = await startServer({ config });
    const before = helpline(first);
    const { conversationId } = await before.talk();
    const { token } = await before.waiting();
    await first.app.close();
    await new Promise((resolve) => setTimeout(resolve, 4 * GRACE_MS));
    const second = await startServer({ beside: first, config });
    const after = helpline(second);
    await new Promise((resolve) => setTimeout(resolve, GRACE_MS));
    const back = await after.visitor(token);
    const { conversation } = await back.ask('conversation:resume', { afterSeq: 0 });
    expect(conversation).toMatchObject({ state: 'waiting', queue: { position: 1 } });
    const agent = after.track(await asAgent(second.url, second.account('agent')));
    await new Promise((resolve) => setTimeout(resolve, 3 * GRACE_MS));
    const { conversations } = await agent.ask('desk:open', {});
    expect(conversations).toMatchObject([{ conversationId, state: 'active' }]);
    await after.close();
    await before.close();
    await second.close();
    await drop(first.database);
  }, 40_000);
});
