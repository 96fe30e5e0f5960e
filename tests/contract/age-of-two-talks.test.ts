import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { casesSpec } from '../../server/cases/index.ts';
import { conversationsSpec } from '../../server/conversations/index.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  server = await startServer();
  at = helpline(server);
});
afterAll(async () => {
  await at?.close();
  await server?.close();
});

test('an adult who writes for a child makes no adult of the child (H10)', async () => {
  const worker = await at.staff('agent');
  const { conversationId } = await at.talk({ agent: worker, preChat: { safeToTalk: 'yes', ageBand: 'adult' } });
  const { row } = await makeCase(server.url, worker.me, { person: { ageBand: '13_15' } });
  const linking = { conversationId, said: 'canary: her mother wrote' };
  await valueFrom(askAs(server.url, worker.me, 'POST', `/cases/${row.caseId}/conversations`, linking));
  // What is known of the younger comes to the talk, and only then is it sure that nothing else is on its way.
  const talk = async () => (await worker.ask('conversation:open', { conversationId })).conversation.ageBand;
  await expect.poll(talk, { timeout: 10_000 }).toBe('13_15');
  const { case: view } = await valueFrom(
    askAs<{ case: CaseView }>(server.url, worker.me, 'GET', `/cases/${row.caseId}`),
  );
  expect(view.row.ageBand).toBe('13_15');
  await worker.ask('age:set', { clientId: randomUUID(), conversationId, ageBand: 'under_13' });
  const band = async () =>
    (await valueFrom(askAs<{ case: CaseView }>(server.url, worker.me, 'GET', `/cases/${row.caseId}`))).case.row.ageBand;
  await expect.poll(band, { timeout: 10_000 }).toBe('under_13');
});

test('an age that a process knew which ended before it told anybody is told by another (H10)', async () => {
  const worker = await at.staff('agent');
  const { conversationId } = await at.talk({ agent: worker });
  const { row } = await makeCase(server.url, worker.me, { conversationId });
  const database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  const write = (spec: typeof casesSpec, _id: string, ageBand: string) =>
    database
      .collection<{ _id: string }>(spec)
      .updateOne({ _id }, { $set: { ageBand, ageAt: Date.now() }, $inc: { revision: 1 } });
  const inTalk = async () => (await worker.ask('conversation:open', { conversationId })).conversation.ageBand;
  const inCase = async () =>
    (await valueFrom(askAs<{ case: CaseView }>(server.url, worker.me, 'GET', `/cases/${row.caseId}`))).case.row.ageBand;
  await write(casesSpec, row.caseId, '16_17');
  await expect.poll(inTalk, { timeout: 15_000, interval: 300 }).toBe('16_17');
  await write(conversationsSpec, conversationId, '13_15');
  await expect.poll(inCase, { timeout: 15_000, interval: 300 }).toBe('13_15');
  await database.close();
});

test('a child whose talk is linked to a case of an “adult” is a child in both, until the case is corrected (H10)', async () => {
  const worker = await at.staff('agent');
  const { conversationId } = await at.talk({ agent: worker, preChat: { safeToTalk: 'yes', ageBand: '13_15' } });
  const { row } = await makeCase(server.url, worker.me, { person: { ageBand: 'adult' } });
  const linking = { conversationId, said: 'canary: she wrote herself' };
  await valueFrom(askAs(server.url, worker.me, 'POST', `/cases/${row.caseId}/conversations`, linking));
  const open = async () =>
    (await valueFrom(askAs<{ case: CaseView }>(server.url, worker.me, 'GET', `/cases/${row.caseId}`))).case;
  const inCase = async () => (await open()).row.ageBand;
  const inTalk = async () => (await worker.ask('conversation:open', { conversationId })).conversation.ageBand;
  await expect.poll(inCase, { timeout: 10_000 }).toBe('13_15');
  expect(await inTalk()).toBe('13_15');
  const person = sectionOf(await open(), 'person');
  const saving = { section: 'person', revision: person.revision, body: { ...person.body, ageBand: 'adult' } };
  await valueFrom(askAs(server.url, worker.me, 'PUT', `/cases/${row.caseId}/sections`, saving));
  await expect.poll(inTalk, { timeout: 10_000 }).toBe('adult');
  await worker.ask('opening:tick', { conversationId, item: 'safe_now', done: true });
  expect(await inCase()).toBe('adult');
});
