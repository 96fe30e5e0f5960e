/** Whoever takes an emergency, or is on call while it goes on, can act in it whatever their team (H5). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agentsSpec } from '../../server/agents/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { asAgent, signIn } from '../support/connect.ts';
import { type Helpline, helpline, refusal, say, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let at: Helpline;
let agent: Worker;
/** A supervisor of a team that has nothing to do with the conversations. */
let elsewhere: Worker;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  agent = await at.staff('agent');
  const account = server.account('supervisor', 1);
  const { agentId } = await signIn(server.url, account);
  const { mongodbUri: uri, databaseName: name } = server.database;
  database = await connectDatabase({ uri, name });
  const agents = database.collection<{ _id: string; teamId: string }>(agentsSpec);
  await agents.updateOne({ _id: agentId }, { $set: { teamId: 'elsewhere' } });
  elsewhere = await asAgent(server.url, account);
});
afterAll(async () => {
  elsewhere?.close();
  await at?.close();
  await database?.close();
  await server?.close();
});

async function emergency() {
  const talk = await at.talk({ agent });
  const { conversationId } = talk;
  const raise = { clientId: randomUUID(), conversationId, kind: 'life_at_risk' } as const;
  const { alertId } = (await agent.ask('emergency:raise', raise)).alert;
  return { ...talk, conversationId, alertId };
}

const refusals = async ({ conversationId, alertId }: { conversationId: string; alertId: string }) => [
  refusal(await elsewhere.send('emergency:open', { alertId })),
  refusal(await elsewhere.send('conversation:open', { conversationId })),
  refusal(await elsewhere.send('emergency:agree', { alertId })),
];

test('who took it opens it, reads along, notes what was done and agrees that it may end', async () => {
  const begun = await emergency();
  const { conversationId, alertId, visitor } = begun;
  expect(await refusals(begun)).toEqual(['not_found', 'not_found', 'not_found']);
  await elsewhere.ask('alert:acknowledge', { alertId });
  await elsewhere.ask('emergency:open', { alertId });
  await elsewhere.ask('conversation:watch', { conversationId, watching: true });
  const { seq } = await say(visitor, 'He is at the door');
  await elsewhere.next('conversation:entry', ({ entry }) => entry.seq === seq);
  const changes = [{ field: 'calledAt' as const, was: null, now: new Date().toISOString() }];
  await elsewhere.ask('emergency:update', { clientId: randomUUID(), alertId, changes });
  const { alert } = await elsewhere.ask('emergency:agree', { alertId });
  expect(alert.emergency?.agreed?.name).toBe(elsewhere.me.name);
  // Only what an emergency asks for: it is still not theirs to write in, or to hand on.
  const write = { clientId: randomUUID(), conversationId, text: 'I may not' };
  expect(refusal(await elsewhere.send('message:send', write))).toBe('not_found');
  await at.tidy();
  await elsewhere.ask('emergency:open', { alertId });
});

test('whoever is on call does while it goes on, unless they know somebody in it', async () => {
  const begun = await emergency();
  expect(await refusals(begun)).toEqual(['not_found', 'not_found', 'not_found']);
  const lead = await at.staff('safeguarding_lead');
  const from = new Date(Date.now() - 60_000).toISOString();
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const contacts = [{ kind: 'phone', value: '01632 960123' }];
  const turn = { clientId: randomUUID(), agentId: elsewhere.me.agentId, from, until, contacts };
  await valueFrom(askAs(server.url, lead.me, 'POST', '/duty', turn));
  expect(await refusals(begun)).toEqual(['ok', 'ok', 'ok']);
  const { conversationId, alertId } = begun;
  const { row } = await makeCase(server.url, agent.me, { conversationId, person: { name: 'Emergency Canary' } });
  const kept = { agentId: elsewhere.me.agentId, reason: 'canary: her brother' };
  await valueFrom(askAs(server.url, lead.me, 'POST', `/cases/${row.caseId}/exclusions`, kept));
  expect(await refusals(begun)).toEqual(['not_found', 'not_found', 'not_found']);
  expect(refusal(await elsewhere.send('alert:acknowledge', { alertId }))).toBe('not_found');
  await at.tidy();
});
