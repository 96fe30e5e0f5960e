import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { alertsSpec } from '../../server/safeguarding/index.ts';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import { type AccountsOffice, openAccountsOffice } from '../support/accounts-office.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { asAgent, type SignedIn, signIn } from '../support/connect.ts';
import { addAction } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const by = { id: 'test', role: 'administrator' };
let server: TestServer;
let database: Database;
let office: AccountsOffice;
let coordinator: SignedIn;

beforeAll(async () => {
  server = await startServer();
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  office = await openAccountsOffice(server.config);
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterAll(async () => {
  await office?.close();
  await database?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const nobodys = async () =>
  (await valueFrom(ask<{ cases: CaseRow[] }>(coordinator, 'GET', '/cases?owner=nobody'))).cases.map(
    ({ caseId }) => caseId,
  );
const open = async (caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(coordinator, 'GET', `/cases/${caseId}`))).case;
const SOON = { timeout: 10_000 };
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

describe.each([
  ['whose account is closed', 0, (id: string) => office.accounts.disable(id, by)],
  ['who works on cases no more', 2, (id: string) => office.accounts.setRole(id, 'commissioner', by)],
] as const)('a worker %s', (_what, index, leaves) => {
  test('leaves their cases with nobody in a list of its own, and coordinators and supervisors are told', async () => {
    const worker = await signIn(server.url, server.account('agent', index));
    const colleague = await signIn(server.url, server.account('agent', 4));
    const cases = [await makeCase(server.url, worker), await makeCase(server.url, worker)];
    const ids = cases.map(({ row }) => row.caseId).sort();
    const [first] = cases;
    const caseId = first?.row.caseId ?? '';
    const { actionId } = await addAction(server.url, worker, caseId, { dueOn: day(9) });
    const helped = await makeCase(server.url, colleague);
    const working = { revision: 1, ownerId: colleague.agentId, workerIds: [worker.agentId] };
    await valueFrom(ask(coordinator, 'POST', `/cases/${helped.row.caseId}/allocate`, working));
    const desks = [
      await asAgent(server.url, server.account('coordinator')),
      await asAgent(server.url, server.account('supervisor')),
    ];

    await leaves(worker.agentId);
    await expect.poll(nobodys, SOON).toEqual(expect.arrayContaining(ids));
    for (const desk of desks) {
      const told = await desk.next(
        'alert:raised',
        ({ alert }) => alert.kind === 'cases_without_owner' && alert.agentId === worker.agentId,
      );
      expect(told.alert.closedAt).toBeNull();
      expect((await desk.ask('desk:open', {})).alerts.some(({ alertId }) => alertId === told.alert.alertId)).toBe(true);
    }
    const { plans: _none, actions } = await valueFrom(
      ask<{ plans: unknown; actions: Action[] }>(coordinator, 'GET', `/cases/${caseId}/plans`),
    );
    expect(actions).toMatchObject([{ actionId, assignee: null }]);
    expect((await open(helped.row.caseId)).workers).toEqual([]);
    expect((await open(helped.row.caseId)).row.owner).toMatchObject({ agentId: colleague.agentId });
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(coordinator, 'GET', `/cases/${caseId}/timeline`));
    expect(events[0]).toMatchObject({ kind: 'worker_left', by: null, codes: { from: worker.agentId, to: '' } });

    const alerts = database.collection<{ _id: string; agentId: string; kind: string; closedAt: number | null }>(
      alertsSpec,
    );
    const alert = () => alerts.findOne({ kind: 'cases_without_owner', agentId: worker.agentId });
    for (const [at, each] of ids.entries()) {
      expect((await alert())?.closedAt, `before case ${at}`).toBeNull();
      const { revision } = (await open(each)).row;
      await valueFrom(ask(coordinator, 'POST', `/cases/${each}/allocate`, { revision, ownerId: colleague.agentId }));
    }
    await expect.poll(async () => (await alert())?.closedAt, SOON).not.toBeNull();
    const { actions: theirs } = await valueFrom(ask<{ actions: Action[] }>(colleague, 'GET', '/actions'));
    expect(theirs.map((each) => each.actionId)).toContain(actionId);
    for (const desk of desks) desk.close();
  });
});
