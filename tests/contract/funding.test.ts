/** Which grant pays: said of a colleague by who gives out cases, taken over by their new cases, and from there by referrals. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { Caseload } from '../../shared/protocol/http/caseloads.ts';
import type { CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let agent: SignedIn;
let coordinator: SignedIn;

beforeAll(async () => {
  server = await startServer();
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  agent = await signIn(server.url, server.account('agent', 0));
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterAll(async () => {
  await database?.close();
  await server?.close();
});

const fund = (who: SignedIn, fundingStream: string | null, was: string | null = null) =>
  askAs(server.url, who, 'PUT', `/caseloads/${agent.agentId}/funding-stream`, { fundingStream, was });

describe('which grant pays', () => {
  test('for somebody’s work is said by who gives out cases, with a code of the list, on record', async () => {
    expect((await fund(agent, 'da_sv')).status).toBe(403);
    expect((await fund(coordinator, 'my_own_pocket')).status).toBe(400);
    expect((await fund(coordinator, 'da_sv')).status).toBe(200);
    const { people } = await valueFrom(askAs<{ people: Caseload[] }>(server.url, coordinator, 'GET', '/caseloads'));
    expect(people.find(({ agentId }) => agentId === agent.agentId)?.fundingStream).toBe('da_sv');
    const recorded = await database.connection.collection(auditSpec.name).findOne({ action: 'worker.fund' });
    expect(recorded).toMatchObject({ target: { id: agent.agentId }, meta: { fundingStream: 'da_sv' } });
  });

  test('is not set over what somebody else set meanwhile: it is said what stands', async () => {
    expect(await fund(coordinator, 'core')).toMatchObject({
      status: 409,
      body: { error: { details: { reason: 'changed_meanwhile', fundingStream: 'da_sv' } } },
    });
    expect((await fund(coordinator, 'da_sv', 'da_sv')).status).toBe(200);
  });

  test('for a new case is the worker’s, until the case says another, and is found by it', async () => {
    const made = await makeCase(server.url, agent);
    expect(made.row.fundingStream).toBe('da_sv');
    expect(sectionOf(made, 'support').body.fundingStream).toBe('da_sv');
    const listed = await valueFrom(askAs<{ cases: CaseRow[] }>(server.url, agent, 'GET', '/cases?fundingStream=da_sv'));
    expect(listed.cases.map(({ caseId }) => caseId)).toContain(made.row.caseId);
    const { body, revision } = sectionOf(made, 'support');
    const saving = { section: 'support', revision, body: { ...body, fundingStream: 'core' } };
    await valueFrom(askAs(server.url, agent, 'PUT', `/cases/${made.row.caseId}/sections`, saving));
    const { case: after } = await valueFrom(
      askAs<{ case: CaseView }>(server.url, agent, 'GET', `/cases/${made.row.caseId}`),
    );
    expect(after.row.fundingStream).toBe('core');
  });

  test('for a referral is the one of its case', async () => {
    const { row } = await makeCase(server.url, agent, { person: { dateOfBirth: '1992-03-04' } });
    const referral = { clientId: randomUUID(), panel: 'marac_kent', basis: 'agreed', said: 'canary: she knows' };
    await valueFrom(askAs(server.url, agent, 'POST', `/cases/${row.caseId}/marac`, referral));
    const stored = await database.connection.collection('marac_referrals').findOne({ caseId: row.caseId });
    expect(stored?.fundingStream).toBe('da_sv');
  });
});
