/** Redis is there and says nothing (its process is stopped), which is worse than away: everything goes on through MongoDB. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Embedded, startEmbedded } from '../../server/platform/embedded/index.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { createSettingsStore } from '../../server/service/index.ts';
import { agreed, RECIPIENT } from '../contract/cases/visitor-cases.ts';
import { asAgent } from '../support/connect.ts';
import { entryAt, type Helpline, helpline, say } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const WITHIN_MS = 15_000;
let dataDir: string;
let valkey: Embedded;
let here: TestServer;
let there: TestServer;
let at: Helpline;
let other: Helpline;

const signal = (name: NodeJS.Signals) => process.kill(valkey.pids.valkey ?? Number.NaN, name);

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hearthline-silent-'));
  valkey = await startEmbedded({ dataDir, small: true, want: { mongo: false, valkey: true } });
  const config = { redisUrl: valkey.redisUrl ?? '', visitorGraceMs: 60_000 };
  here = await startServer({ config });
  there = await startServer({ beside: here, config });
  at = helpline(here);
  other = helpline(there);
});
afterAll(async () => {
  signal('SIGCONT');
  await Promise.all([at.close(), other.close()]);
  await there.close();
  await here.close();
  await valkey.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('while Redis is silent', () => {
  it('[Q4] offers ring, states change, alerts sound and sessions end on the other node, a little later', async () => {
    const [near, far] = await Promise.all([at.staff('agent'), other.staff('agent', 2)]);
    const lead = await at.staff('supervisor');
    const signedOut = other.track(await asAgent(there.url, here.account('agent', 4)));
    signal('SIGSTOP');

    // One of the two nodes matches for both; the offer reaches a desk on either.
    for (const [line, agent] of [
      [other, near],
      [at, far],
    ] as const) {
      await agent.ask('availability:set', { availability: 'available' });
      const { visitor, conversationId } = await line.waiting({ message: 'Hello' });
      const { offer } = await agent.next(
        'offer:made',
        (made) => made.offer.conversationId === conversationId,
        WITHIN_MS,
      );
      await agent.ask('offer:accept', { conversationId, offerId: offer.offerId });
      await agent.ask('availability:set', { availability: 'break' });
      await visitor.next('conversation:changed', ({ conversation }) => conversation.state === 'active', WITHIN_MS);
    }

    const { visitor, conversationId } = await at.talk({ agent: far });
    const raised = await far.ask('emergency:raise', { clientId: randomUUID(), conversationId, kind: 'suicide' });
    await lead.next('alert:raised', ({ alert }) => alert.alertId === raised.alert.alertId, WITHIN_MS);
    await lead.ask('alert:acknowledge', { alertId: raised.alert.alertId });
    await far.next('alert:raised', ({ alert }) => alert.acknowledgedBy?.agentId === lead.me.agentId, WITHIN_MS);

    const told = {
      clientId: randomUUID(),
      conversationId,
      to: { agentId: near.me.agentId },
      note: 'Yours',
      warm: true,
    };
    await far.ask('conversation:transfer', told);
    const { seq } = await say(visitor, 'Are you both there?');
    await entryAt(near, conversationId, seq);

    visitor.close();
    await far.next(
      'visitor:presence',
      (event) => event.conversationId === conversationId && event.presence === 'away',
      WITHIN_MS,
    );

    const closed = new Promise((resolve) => signedOut.socket.once('disconnect', resolve));
    await fetch(`${here.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { origin: here.url, cookie: signedOut.me.cookie, 'content-type': 'application/json' },
    });
    await closed;
  }, 90_000);

  it('an offer that another node takes back goes from the desk', async () => {
    const agent = await other.staff('agent', 6);
    await agent.ask('availability:set', { availability: 'available' });
    const { visitor, conversationId } = await at.waiting({ message: 'Hello' });
    const { offer } = await agent.next('offer:made', (made) => made.offer.conversationId === conversationId, WITHIN_MS);
    await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'exit' });
    await agent.next('offer:withdrawn', ({ offerId }) => offerId === offer.offerId, WITHIN_MS);
    await agent.ask('availability:set', { availability: 'break' });
  }, 40_000);

  it('[V5, Q4] an agent learns who reads along and what they whisper, and a lead what becomes of a referral', async () => {
    const lead = await at.staff('supervisor');
    const { agent, conversationId, requestId } = await agreed(other, { agent: await other.staff('agent', 6) });
    await lead.ask('conversation:watch', { conversationId, watching: true });
    await lead.ask('conversation:whisper', { clientId: randomUUID(), conversationId, text: 'You are doing well' });
    await agent.next('note:added', ({ note }) => note.text.endsWith('is reading along.'), WITHIN_MS);
    const whispered = await agent.next('note:added', ({ note }) => note.kind === 'whisper', WITHIN_MS);
    expect(whispered).toMatchObject({ conversationId, note: { text: 'You are doing well' } });

    const create = { clientId: randomUUID(), conversationId, requestId, recipientId: RECIPIENT };
    const { referral } = await agent.ask('referral:create', create);
    const told = await lead.next(
      'referral:changed',
      (event) => event.referral.conversationId === conversationId,
      WITHIN_MS,
    );
    expect(told.referral.referralId).toBe(referral.referralId);
  }, 60_000);

  it('[Q4] a service that was paused through one node is closed on every node', async () => {
    const visitors = [await at.visitor(), await other.visitor()];
    const database = await connectDatabase({ uri: here.database.mongodbUri, name: here.database.databaseName });
    const settings = createSettingsStore(database);
    const before = await settings.latest();
    if (!before) throw new Error('There are no settings.');
    const { version } = before;
    const paused = { ...before.settings, paused: { until: null, by: 'A. Lead' } };
    await settings.insert({ ...before, version: version + 1, settings: paused });
    for (const each of visitors) await each.next('service:changed', ({ reason }) => reason === 'paused', WITHIN_MS);
    await settings.insert({ ...before, version: version + 2 });
    const lastTold = () => visitors.map((each) => each.seen('service:changed').at(-1)?.reason);
    await expect.poll(lastTold, { timeout: WITHIN_MS }).not.toContain('paused');
    await database.close();
  }, 60_000);

  it('everything flows at once again when it speaks', async () => {
    const agent = await other.staff('agent', 8);
    signal('SIGCONT');
    const { visitor, conversationId } = await at.talk({ agent });
    const { seq } = await say(visitor, 'Back again');
    await entryAt(agent, conversationId, seq);
    expect((await agent.ask('conversation:open', { conversationId })).entries.at(-1)?.seq).toBe(seq);
  }, 40_000);
});
