/** The last day to apply for compensation is due in the case and follows what its sections come to know. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let agent: SignedIn;

beforeAll(async () => {
  server = await startServer();
  agent = await signIn(server.url, server.account('agent', 0));
});
afterAll(() => server?.close());

const opened = async (caseId: string) =>
  (await valueFrom(askAs<{ case: CaseView }>(server.url, agent, 'GET', `/cases/${caseId}`))).case;

async function save(caseId: string, section: CaseView['sections'][number]['section'], change: object) {
  const { body, revision } = sectionOf(await opened(caseId), section);
  const saving = { section, revision, body: { ...body, ...change } };
  await valueFrom(askAs(server.url, agent, 'PUT', `/cases/${caseId}/sections`, saving));
}

const claims = async (caseId: string) =>
  (await opened(caseId)).due.filter(({ kind }) => kind === 'compensation_deadline').map(({ at }) => at.slice(0, 10));
const yearAgo = Number(londonDay(new Date()).slice(0, 4)) - 1;

test('the last day to apply for compensation is due in the case, and follows what is known', async () => {
  const incident = {
    ...{ incidentId: randomUUID(), crimeType: 'abh', flags: [], strands: [], occurredBand: null, reported: 'yes' },
    ...{ occurredOn: `${yearAgo}-12-20`, crimeReference: null, whyNotReported: [], relationToPerson: null, note: null },
  };
  const { caseId } = (await makeCase(server.url, agent, { incidents: [incident as never] })).row;
  expect(await claims(caseId)).toEqual([`${yearAgo + 2}-12-20`]);

  await save(caseId, 'person', { dateOfBirth: `${yearAgo - 15}-03-02` });
  expect(await claims(caseId)).toEqual([`${yearAgo + 5}-03-01`]);

  await save(caseId, 'incidents', { incidents: [{ ...incident, crimeType: 'theft' }] });
  expect(await claims(caseId)).toEqual([]);

  await save(caseId, 'incidents', { incidents: [incident] });
  const compensation = { told: true, appliedOn: null, deadline: `${yearAgo + 2}-11-30` };
  await save(caseId, 'justice', { compensation });
  expect(await claims(caseId)).toEqual([`${yearAgo + 2}-11-30`]);
  await save(caseId, 'justice', { compensation: { ...compensation, wish: 'no' } });
  expect(await claims(caseId)).toEqual([]);
});
