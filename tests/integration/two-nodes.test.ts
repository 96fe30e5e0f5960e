import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { collections } from '../../server/collections.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { asking, RECIPIENT, YES } from '../contract/cases/visitor-cases.ts';
import { asAgent, signIn } from '../support/connect.ts';
import { drop, newDatabase } from '../support/database.ts';
import { entryAt, type Helpline, helpline, say, wrapUp } from '../support/helpline.ts';
import { connect } from '../support/peer.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let here: TestServer;
let there: TestServer;
let at: Helpline;
let other: Helpline;

beforeAll(async () => {
  here = await startServer({ config: { limits: 'off' } });
  there = await startServer({ beside: here, config: { limits: 'off' } });
  at = helpline(here);
  other = helpline(there);
});
afterAll(async () => {
  await Promise.all([at.close(), other.close()]);
  await there.close();
  await here.close();
});

const once = () => randomUUID();

describe('two nodes', () => {
  it('[L3] carry one whole conversation between a visitor on one and an agent on the other', async () => {
    const agent = await other.staff('agent');
    const supervisor = await at.staff('supervisor');
    const { visitor, conversationId } = await at.waiting({ message: 'Hello' });
    await supervisor.ask('conversation:watch', { conversationId, watching: true });
    await agent.ask('availability:set', { availability: 'available' });
    await other.answer(agent, conversationId);
    await visitor.next('conversation:changed', ({ conversation }) => conversation.agent?.presence === 'connected');

    await visitor.ask('typing:set', { typing: true });
    await agent.next('typing:changed', ({ typing }) => typing);
    await Promise.all([
      ...Array.from({ length: 20 }, (_, index) => say(visitor, `visitor ${index}`)),
      ...Array.from({ length: 20 }, (_, index) =>
        agent.ask('message:send', { clientId: once(), conversationId, text: `agent ${index}` }),
      ),
    ]);
    const { requestId, seq } = await agent.ask('consent:ask', asking(conversationId));
    await visitor.next('conversation:entry', ({ entry }) => entry.seq === seq);
    const answered = await visitor.ask('consent:answer', {
      ...{ clientId: once(), requestId },
      answers: [{ ...YES, items: [...YES.items] }],
    });
    await entryAt(agent, conversationId, answered.seq);
    const { referral } = await agent.ask('referral:create', {
      clientId: once(),
      conversationId,
      requestId,
      recipientId: RECIPIENT,
    });
    expect(referral.itemIds).toEqual(['name', 'safe_contact']);
    const ended = await agent.ask('conversation:end', { clientId: once(), conversationId, reason: 'completed' });
    await visitor.next('conversation:entry', ({ entry }) => entry.seq === ended.seq);
    await wrapUp(agent, conversationId);

    const whole = Array.from({ length: ended.seq }, (_, index) => index + 1);
    const received = {
      visitor: visitor.seen('conversation:entry').map(({ entry }) => entry),
      agent: agent.seen('conversation:entry').map(({ entry }) => entry),
      supervisor: supervisor.seen('conversation:entry').map(({ entry }) => entry),
    };
    // Each saw every line, in the order of the log, on whichever node.
    expect(received.visitor.map((entry) => entry.seq)).toEqual(whole.slice(1));
    expect(received.agent.map((entry) => entry.seq)).toEqual(whole.slice(1));
    await expect.poll(() => supervisor.seen('conversation:entry').length).toBe(ended.seq - 1);
    const text = (list: typeof received.visitor) =>
      list.map((entry) => (entry.kind === 'message' ? entry.text : entry.kind));
    expect(text(received.agent)).toEqual(text(received.visitor));
    await at.tidy();
  });

  it('end a session on both: the connections to either are closed, and it opens nothing any more', async () => {
    const me = await signIn(here.url, here.account('agent', 4));
    const headers = { Cookie: me.cookie };
    const peers = await Promise.all([here.url, there.url].map((url) => connect(`${url}/staff`, {}, {}, { headers })));
    const closed = peers.map((peer) => new Promise((resolve) => peer.socket.once('disconnect', resolve)));
    const from = performance.now();
    await fetch(`${here.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { origin: here.url, cookie: me.cookie, 'content-type': 'application/json' },
    });
    await Promise.all(closed);
    // Within 2 s, with room for a busy machine.
    expect(performance.now() - from).toBeLessThan(3 * 2_000);
    for (const url of [here.url, there.url]) {
      await expect(connect(`${url}/staff`, {}, {}, { headers })).rejects.toThrow(/unauthenticated/);
    }
  });

  it('replace the older connection of a visitor wherever it is', async () => {
    const { visitor, token } = await at.waiting();
    const closed = new Promise((resolve) => visitor.socket.once('disconnect', resolve));
    const newest = await other.visitor(token);
    await visitor.next('connection:replaced');
    await closed;
    await say(newest, 'On the other node');
    const gone = new Promise((resolve) => newest.socket.once('disconnect', resolve));
    const third = await at.visitor(token);
    await newest.next('connection:replaced');
    await gone;
    const page = await third.ask('conversation:resume', { afterSeq: 0 });
    expect(page.entries).toMatchObject([{ seq: 1, text: 'On the other node' }]);
    await at.tidy();
  });

  it('count the presence of an agent together', async () => {
    const account = here.account('agent', 6);
    const [first, second] = [await asAgent(here.url, account), other.track(await asAgent(there.url, account))];
    const { visitor, conversationId } = await at.talk({ agent: first });
    first.close();
    const { seq } = await say(visitor, 'Are you there?');
    await entryAt(second, conversationId, seq);
    const { conversation } = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(conversation.agent?.presence).toBe('connected');
    await at.tidy();
  });
});

describe('nodes that start together', () => {
  it('run each migration once and make one set of accounts', async () => {
    const fresh = newDatabase();
    const shared = { ...here.config, ...fresh };
    const apps = await Promise.all(Array.from({ length: 3 }, () => createApp(shared)));
    const database = await connectDatabase({ uri: fresh.mongodbUri, name: fresh.databaseName });
    try {
      const made = await Promise.all(apps.map((app) => app.demoAccounts(() => Promise.resolve())));
      expect(made.filter((accounts) => accounts !== null)).toHaveLength(1);
      expect(await database.connection.collection('agents').countDocuments()).toBe(here.accounts.length);
      const ran = await database.connection.collection('migrations').find().toArray();
      expect(ran.length).toBeGreaterThan(0);
      const names = (await database.connection.listCollections()).map(({ name }) => name);
      for (const { name } of collections.filter((each) => each.database !== 'keys')) expect(names).toContain(name);
    } finally {
      await Promise.all(apps.map((app) => app.close()));
      await database.close();
      await drop(fresh);
    }
  });
});
