/** Somebody says of a conversation that they know a person in it: what follows where it becomes part of a case (H8, H12). */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { CaseEvent, CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type Helpline, helpline, type Worker } from '../support/helpline.ts';
import { join } from '../support/joined-cases.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let at: Helpline;
let agent: Worker;
let supervisor: Worker;
let coordinator: Worker;
let lead: Worker;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  const { mongodbUri: uri, databaseName: name } = server.database;
  database = await connectDatabase({ uri, name });
  at = helpline(server);
  [agent, supervisor] = [await at.staff('agent'), await at.staff('supervisor')];
  [coordinator, lead] = [await at.staff('coordinator'), await at.staff('safeguarding_lead')];
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at?.close();
  await database?.close();
  await server?.close();
});

const ask = <T>(who: Worker, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who.me, method, path, body);
const link = (caseId: string, conversationId: string) =>
  ask(agent, 'POST', `/cases/${caseId}/conversations`, { conversationId, said: 'canary: yes, add it' });
const offered = async (who: Worker, conversationId: string) =>
  (await who.next('offer:made', (made) => made.offer.conversationId === conversationId)).offer;

/** The supervisor declines it, since they know somebody in it; the agent answers. */
async function declined(): Promise<string> {
  await supervisor.ask('availability:set', { availability: 'available' });
  const { conversationId } = await at.waiting();
  const { offerId } = await offered(supervisor, conversationId);
  await supervisor.ask('offer:decline', { conversationId, offerId, reason: 'conflict_of_interest' });
  await supervisor.ask('availability:set', { availability: 'break' });
  await agent.ask('availability:set', { availability: 'available' });
  await at.answer(agent, conversationId);
  await agent.ask('availability:set', { availability: 'break' });
  return conversationId;
}

test('linked to a part of a case it takes the whole from its owner at once, and somebody is called to it', async () => {
  const root = await makeCase(server.url, supervisor.me);
  const part = await makeCase(server.url, agent.me);
  await join(server.url, [coordinator.me, lead.me], root, part);
  const known = await declined();
  const { conversationId } = await at.talk({ agent });
  await valueFrom(link(root.row.caseId, conversationId));
  const back = { conversationId, clientId: randomUUID(), to: { queueId: 'main' }, note: 'Please' };
  await agent.ask('conversation:transfer', back);
  await supervisor.ask('availability:set', { availability: 'available' });
  const { offerId } = await offered(supervisor, conversationId);

  await valueFrom(link(part.row.caseId, known));
  expect(await supervisor.next('offer:withdrawn', (gone) => gone.offerId === offerId)).toMatchObject({
    reason: 'availability',
  });
  await coordinator.next(
    'alert:raised',
    ({ alert }) => alert.kind === 'case_without_owner' && alert.caseId === root.row.caseId,
  );
  for (const { row } of [root, part]) {
    const path = `/cases/${row.caseId}`;
    expect((await ask(supervisor, 'GET', path)).status).toBe(404);
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(coordinator, 'GET', `${path}/timeline`));
    const about = { kind: 'account', id: supervisor.me.agentId };
    expect(events.filter(({ kind }) => kind === 'worker_excluded')).toContainEqual(
      expect.objectContaining({ about, by: null }),
    );
    const records = database.collection(auditSpec).find({ 'target.id': row.caseId, action: 'case.exclude' });
    expect(await records.toArray()).toMatchObject([{ meta: { agentId: supervisor.me.agentId } }]);
  }
  const path = `/cases/${root.row.caseId}`;
  const { case: left } = await valueFrom(ask<{ case: CaseView }>(coordinator, 'GET', path));
  expect(left).toMatchObject({
    ...{ row: { owner: null, nextDue: { kind: 'no_owner' } }, formerOwner: { agentId: supervisor.me.agentId } },
  });
});

test('it is not linked where nobody would be left who leads the case, and whoever holds it is told so', async () => {
  const { caseId } = (await makeCase(server.url, agent.me)).row;
  const other = await at.staff('supervisor', 1);
  for (const { me } of [lead, other])
    await valueFrom(
      ask(coordinator, 'POST', `/cases/${caseId}/exclusions`, { agentId: me.agentId, reason: 'canary: neighbours' }),
    );
  const conversationId = await declined();
  expect((await link(caseId, conversationId)).body).toMatchObject({
    error: { code: 'conflict', details: { reason: 'last_who_leads' } },
  });
  const { case: view } = await valueFrom(ask<{ case: CaseView }>(supervisor, 'GET', `/cases/${caseId}`));
  expect(view.conversations).toEqual([]);
});
