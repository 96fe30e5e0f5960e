import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { qualificationsSpec } from '../../server/qualifications/index.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { dayAfter } from '../../shared/domain/working-days.ts';
import { type QualificationRow, qualificationRoutes } from '../../shared/protocol/http/qualifications.ts';
import { type Api, apiOf } from '../support/api.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { makeCase } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ask: Api;
let database: Database;
let lead: SignedIn;
let supervisor: SignedIn;
let agent: SignedIn;

beforeAll(async () => {
  server = await startServer();
  ask = apiOf(server.url);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  lead = await signIn(server.url, server.account('safeguarding_lead'));
  supervisor = await signIn(server.url, server.account('supervisor'));
  // Trained in nothing that a tool asks for.
  agent = await signIn(server.url, server.account('agent', 6));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const today = () => londonDay(new Date());
const given = (change: object = {}) => ({
  ...{ clientId: randomUUID(), agentId: agent.agentId, code: 's_dash', obtainedOn: dayAfter(today(), -10) },
  ...{ expiresOn: dayAfter(today(), 30), evidence: 'Canary certificate 77, seen by Maureen', ...change },
});
const add = (body: object, who: SignedIn | null = supervisor) => ask('POST', '/qualifications', who, body);
const list = async (who: SignedIn) =>
  qualificationRoutes.list.output.parse((await ask('GET', '/qualifications', who)).body.value);

describe('a qualification', () => {
  test('[P1] [A2] is recorded by a colleague; its evidence is sealed, and who read it is on record', async () => {
    const { body } = await add(given());
    const row: QualificationRow = body.value.qualification;
    expect(row).toMatchObject({ code: 's_dash', standing: 'expiring', recordedBy: { name: supervisor.name } });
    const id = row.qualificationId;
    const doc = await database.collection<{ _id: string }>(qualificationsSpec).findOne({ _id: id });
    expect(JSON.stringify([doc, await list(lead)])).not.toContain('Canary');
    const opened = await ask('POST', `/qualifications/${id}/open`, agent);
    expect(opened.body.value.evidence).toBe(given().evidence);
    const records = await database
      .collection(auditSpec)
      .find({ 'target.id': id }, { sort: { at: 1 } })
      .toArray();
    expect(records).toMatchObject([
      { action: 'qualification.set', meta: { code: 's_dash', agentId: agent.agentId } },
      { action: 'qualification.read', actor: { id: agent.agentId } },
    ]);
    expect(JSON.stringify(records)).not.toContain('Canary');
  });

  test('that ends within sixty days is listed until it is renewed, and its lapse moves nothing', async () => {
    const who = await signIn(server.url, server.account('agent', 7));
    const record = (change: object) => add(given({ agentId: who.agentId, code: 'isva', ...change }));
    const mine = async () =>
      (await list(lead)).toRenew.filter((each) => each.agentId === who.agentId && each.code === 'isva');
    await record({ expiresOn: dayAfter(today(), -1) });
    expect(await mine()).toMatchObject([{ code: 'isva', standing: 'lapsed', name: who.name }]);
    const { body } = await record({ expiresOn: dayAfter(today(), 400) });
    expect(await mine()).toEqual([]);
    const ended = { endedOn: today(), because: 'Recorded for the wrong person' };
    const path = `/qualifications/${body.value.qualification.qualificationId}/end`;
    expect((await ask('POST', path, supervisor, ended)).body.value.qualification.standing).toBe('ended');
    expect(await mine()).toHaveLength(1);
    expect((await ask('POST', path, supervisor, ended)).body.error.details.reason).toBe('ended_already');
    const account = await ask('GET', '/session', who);
    expect(account.body.value.account).toMatchObject({ agentId: who.agentId, role: 'agent' });
  });

  test('is recorded by nobody for themselves', async () => {
    const own = await add(given({ agentId: supervisor.agentId }));
    expect(own.body.error).toMatchObject({ code: 'conflict', details: { reason: 'own_record' } });
    expect((await add(given({ agentId: supervisor.agentId }), lead)).status).toBe(200);
  });

  test.each([
    ['an unknown kind', { code: 'wizard' }, 'code'],
    ['a day in the future', { obtainedOn: '2099-01-01', expiresOn: null }, 'obtainedOn'],
    ['an end before its beginning', { expiresOn: '2001-01-01' }, 'expiresOn'],
    ['a day that is none', { obtainedOn: '31/12/2026' }, 'obtainedOn'],
  ])('refuses %s', async (_what, change, path) => {
    const { status, body } = await add(given(change));
    expect([status, body.error.details.issues[0].path]).toEqual([400, path]);
  });

  test('sent again is the same; with another content it is a conflict', async () => {
    const body = given({ code: 'isa' });
    const [one, two] = await Promise.all([add(body), add(body)]);
    expect(two?.body).toEqual(one?.body);
    expect((await add({ ...body, evidence: 'Else' })).status).toBe(409);
  });
});

test('a lapse is seen where a tool asks for it: DASH is finished by who holds it, until it ends', async () => {
  const the = assessmentsAt(server.url);
  const worker = await signIn(server.url, server.account('agent', 0));
  const { row } = await makeCase(server.url, worker);
  const begun = await the.started(worker, { caseId: row.caseId });
  expect(begun.qualification).toMatchObject({ code: 'dash', held: true, until: expect.any(String) });
  const { staff } = await list(lead);
  const held = staff.find(({ agentId }) => agentId === worker.agentId)?.qualifications;
  const dash = held?.find(({ code }) => code === 'dash')?.qualificationId;
  await ask('POST', `/qualifications/${dash}/end`, lead, { endedOn: today(), because: 'The certificate ended' });
  const now = await the.opened(worker, begun.row.assessmentId);
  expect(now.qualification).toEqual({ code: 'dash', held: false, until: null });
  // What was begun stays theirs: nothing was moved.
  expect(now.row.assessmentId).toBe(begun.row.assessmentId);
  expect((await the.finish(worker, now.row)).body).toMatchObject({ error: { details: { reason: 'not_qualified' } } });
});

test('[A1] everybody sees their own; who leads sees all, and records', async () => {
  expect((await list(agent)).staff.map(({ agentId }) => agentId)).toEqual([agent.agentId]);
  expect((await list(supervisor)).staff.length).toBeGreaterThan(10);
  const [other] = (await list(supervisor)).staff.filter(
    ({ agentId, qualifications }) => agentId !== agent.agentId && qualifications.length > 0,
  );
  const theirs = other?.qualifications[0]?.qualificationId;
  expect((await ask('POST', `/qualifications/${theirs}/open`, agent)).status).toBe(404);
  expect((await add(given(), agent)).status).toBe(403);
  for (const [role, status] of [
    ['administrator', 200],
    ['coordinator', 200],
    ['data_protection', 403],
    ['commissioner', 403],
  ] as const) {
    const who = await signIn(server.url, server.account(role));
    expect((await ask('GET', '/qualifications', who)).status, role).toBe(status);
  }
});
