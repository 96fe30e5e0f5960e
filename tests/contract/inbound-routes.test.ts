import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { inboundMessagesSpec } from '../../server/referrals/index.ts';
import { alertsSpec } from '../../server/safeguarding/index.ts';
import { INBOUND_OUTCOMES } from '../../shared/domain/inbound-message-state.ts';
import { inboundRoutes } from '../../shared/protocol/http/inbound.ts';
import type { MessageForm } from '../../shared/protocol/http/referrals.ts';
import { asAgent, type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let coordinator: SignedIn;
let supervisor: SignedIn;

beforeAll(async () => {
  server = await startServer();
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  coordinator = await signIn(server.url, server.account('coordinator'));
  supervisor = await signIn(server.url, server.account('supervisor'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

async function ask(method: 'GET' | 'POST', path: string, who: SignedIn | null, body?: unknown) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      origin: server.url,
      ...(who === null ? {} : { cookie: who.cookie }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  return { status: response.status, body: await response.json() };
}

const audited = (messageId: string) =>
  database
    .collection(auditSpec)
    .find({ 'target.id': messageId }, { sort: { at: 1 } })
    .toArray();

const list = async (who = coordinator) => {
  const { body } = await ask('GET', '/inbound', who);
  return inboundRoutes.list.output.parse(body.value);
};

/** Leaves a message as the panel does, and finds under which id the service keeps it. */
async function leave(form: Partial<MessageForm> = {}): Promise<string> {
  const clientId = randomUUID();
  const sent = await ask('POST', '/messages', null, { clientId, message: 'canary: are you there?', ...form });
  expect(sent.body).toEqual({ ok: true, value: {} });
  const doc = await database.collection<{ _id: string; clientId: string }>(inboundMessagesSpec).findOne({ clientId });
  if (!doc) throw new Error('The message is not kept.');
  return doc._id;
}

const step = (messageId: string, what: 'open' | 'take' | 'done', who: SignedIn | null, body?: unknown) =>
  ask('POST', `/inbound/${messageId}/${what}`, who, body);

describe('the list of messages', () => {
  test('[P1] has those that need a person, newest last, and nothing that anybody wrote', async () => {
    const first = await leave({ name: 'Canary Kim', callback: { when: 'canary Tuesday' } });
    const second = await leave({ safeContact: { kind: 'phone', value: '07700 900456' } });
    const { messages, openTotal } = await list();
    const ids = messages.map(({ messageId }) => messageId);
    expect(ids.indexOf(first)).toBeLessThan(ids.indexOf(second));
    expect(openTotal).toBe(messages.length);
    expect(messages.find(({ messageId }) => messageId === first)).toMatchObject({
      wantsCallback: true,
      contact: 'none',
      state: 'received',
      takenBy: null,
    });
    expect(messages.find(({ messageId }) => messageId === second)).toMatchObject({ contact: 'safe' });
    expect(JSON.stringify(messages)).not.toMatch(/canary|07700/i);
  });

  test('[A1] is for coordinators, supervisors and leads', async () => {
    expect((await ask('GET', '/inbound', null)).status).toBe(401);
    for (const [role, status] of [
      ['safeguarding_lead', 200],
      ['supervisor', 200],
      ['agent', 403],
      ['administrator', 403],
      ['data_protection', 403],
      ['partner', 403],
    ] as const) {
      const who = await signIn(server.url, server.account(role));
      expect((await ask('GET', '/inbound', who)).status, role).toBe(status);
    }
  });
});

describe('opening a message', () => {
  test('shows what was written, and who saw it is on record', async () => {
    const messageId = await leave({
      name: 'Canary Kim',
      callback: { when: 'Tuesday' },
      safeContact: { kind: 'phone', value: '07700 900456', when: 'mornings' },
    });
    const { body } = await step(messageId, 'open', coordinator);
    expect(body.value.contents).toEqual({
      name: 'Canary Kim',
      message: 'canary: are you there?',
      callback: 'Tuesday',
      contact: { shown: true, kind: 'phone', value: '07700 900456', when: 'mornings' },
      contactInWords: false,
    });
    const records = await audited(messageId);
    expect(records).toMatchObject([
      {
        action: 'inbound.read',
        actor: { id: coordinator.agentId, role: 'coordinator' },
        target: { kind: 'inbound_message' },
        meta: { contact: 'shown' },
      },
    ]);
    expect(JSON.stringify(records)).not.toMatch(/canary|07700|Tuesday/i);
  });

  test('does not show a contact that somebody else sees, and says why', async () => {
    const messageId = await leave({ safeContact: { kind: 'email', value: 'kim@mail.example', whoElseSees: 'Sam' } });
    const { body } = await step(messageId, 'open', coordinator);
    expect(body.value.contents.contact).toEqual({ shown: false, reason: 'somebody_else_sees', whoElseSees: 'Sam' });
    expect(JSON.stringify(body)).not.toContain('kim@mail.example');
    expect(await audited(messageId)).toMatchObject([{ meta: { contact: 'somebody_else_sees' } }]);
  });

  test('shows nothing while it cannot be recorded', async () => {
    const messageId = await leave();
    const { db } = database.connection;
    const recordable = (validator: object) => db?.command({ collMod: auditSpec.name, validator });
    await recordable({ action: { $ne: 'inbound.read' } });
    try {
      const { status, body } = await step(messageId, 'open', coordinator);
      expect([status, body.ok]).toEqual([500, false]);
      expect(JSON.stringify(body)).not.toContain('canary');
    } finally {
      await recordable({});
    }
    expect((await step(messageId, 'open', coordinator)).status).toBe(200);
  });

  test('[A1] is not for others, and what is not there is not found', async () => {
    const agent = await signIn(server.url, server.account('agent'));
    const messageId = await leave();
    for (const what of ['open', 'take', 'done'] as const) {
      const body = what === 'done' ? { outcome: 'spoke' } : {};
      expect((await step(messageId, what, agent, body)).status).toBe(403);
      expect((await step(messageId, what, null, body)).status).toBe(401);
      expect((await step(randomUUID(), what, coordinator, body)).body).toMatchObject({ error: { code: 'not_found' } });
    }
    expect((await step(messageId, 'open', coordinator, { more: 1 })).status).toBe(400);
    expect(await audited(messageId)).toEqual([]);
  });
});

describe('taking a message', () => {
  test('is done by one, however many try at once; the others are told who has it', async () => {
    const messageId = await leave();
    const lead = await signIn(server.url, server.account('safeguarding_lead'));
    const people = [coordinator, supervisor, lead];
    const answers = await Promise.all(people.map((who) => step(messageId, 'take', who)));
    const winner = people[answers.findIndex(({ status }) => status === 200)];
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { body } of answers.filter(({ status }) => status !== 200)) {
      expect(body.error).toMatchObject({
        code: 'conflict',
        details: { reason: 'taken_by_another', takenBy: winner?.name },
      });
    }
    expect((await list()).messages.find((each) => each.messageId === messageId)).toMatchObject({
      state: 'taken',
      takenBy: { agentId: winner?.agentId, name: winner?.name },
    });
    expect(await audited(messageId)).toMatchObject([{ action: 'inbound.take', actor: { id: winner?.agentId } }]);
  });

  test('again by the same person is the same answer and no second record', async () => {
    const messageId = await leave();
    const first = await step(messageId, 'take', coordinator);
    expect((await step(messageId, 'take', coordinator)).body).toEqual(first.body);
    expect(await audited(messageId)).toHaveLength(1);
  });

  test('puts the alert of this message away, for coordinators as well, and no other', async () => {
    const desk = await asAgent(server.url, server.account('coordinator'));
    const lead = await asAgent(server.url, server.account('supervisor', 1));
    const [first, second] = [await leave(), await leave()];
    const alerts = database.collection<{ _id: string; causeId: string; closedAt: number | null }>(alertsSpec);
    const alertOf = (messageId: string) => alerts.findOne({ causeId: `message:${messageId}` });
    await expect.poll(async () => (await alertOf(second))?.closedAt).toBeNull();
    const alertId = (await alertOf(first))?._id;
    for (const peer of [desk, lead]) {
      await peer.next('alert:raised', ({ alert }) => alert.alertId === alertId && alert.closedAt === null);
    }
    await step(first, 'take', coordinator);
    for (const peer of [desk, lead]) {
      await peer.next('alert:raised', ({ alert }) => alert.alertId === alertId && alert.closedAt !== null);
    }
    expect((await alertOf(second))?.closedAt).toBeNull();
    const { alerts: still } = await desk.ask('desk:open', {});
    const kinds = new Set(still.map(({ kind }) => kind));
    expect([...kinds]).toEqual(['message_received']);
    expect(still.some((alert) => alert.alertId === alertId)).toBe(false);
    desk.close();
    lead.close();
  });
});

describe('what came of a message', () => {
  test.each(INBOUND_OUTCOMES)('%s takes it off the list', async (outcome) => {
    const messageId = await leave();
    await step(messageId, 'take', coordinator);
    const { body } = await step(messageId, 'done', coordinator, { outcome });
    expect(body.value.message).toMatchObject({ state: 'done', outcome });
    expect((await step(messageId, 'done', coordinator, { outcome })).body).toEqual(body);
    expect((await list()).messages.some((each) => each.messageId === messageId)).toBe(false);
    expect((await audited(messageId)).at(-1)).toMatchObject({ action: 'inbound.finish', meta: { outcome } });
  });

  test('is said once, and by who took it', async () => {
    const messageId = await leave();
    const done = (who: SignedIn, outcome: string) => step(messageId, 'done', who, { outcome });
    expect((await done(coordinator, 'spoke')).body.error).toMatchObject({ details: { reason: 'not_taken' } });
    await step(messageId, 'take', coordinator);
    expect((await done(supervisor, 'spoke')).body.error).toMatchObject({
      code: 'conflict',
      details: { takenBy: coordinator.name },
    });
    expect((await done(coordinator, 'sold')).status).toBe(400);
    expect((await done(coordinator, 'spoke')).status).toBe(200);
    expect((await done(coordinator, 'no_answer')).body.error).toMatchObject({ details: { reason: 'over' } });
  });
});
