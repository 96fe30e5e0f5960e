/** A code that stands in clear is one of a list in force, whatever a console sends: else somebody’s words could stand there. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseDoc, casesSpec } from '../../server/cases/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { aNewCase, askAs, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { postPlan } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let database: Database;
let agent: SignedIn;
let caseId: string;

beforeAll(async () => {
  server = await startServer();
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  agent = await signIn(server.url, server.account('agent', 0));
  caseId = (await makeCase(server.url, agent)).row.caseId;
});

afterAll(async () => {
  await database?.close();
  await server?.close();
});

type Name = CaseView['sections'][number]['section'];

const opened = async () =>
  (await valueFrom(askAs<{ case: CaseView }>(server.url, agent, 'GET', `/cases/${caseId}`))).case;

async function save(section: Name, change: object) {
  const { body, revision } = sectionOf(await opened(), section);
  const saving = { section, revision, body: { ...body, ...change } };
  return askAs(server.url, agent, 'PUT', `/cases/${caseId}/sections`, saving);
}

const today = (days: number) => londonDay(new Date(Date.now() + days * 86_400_000));

function issuesOf(asked: { readonly status: number; readonly body: unknown }) {
  expect(asked.status).toBe(400);
  return asked.body as { error: { details: { issues: { path: string; message: string }[] } } };
}

const anIncident = (change: object) => ({
  ...{ incidentId: randomUUID(), crimeType: null, flags: [], strands: [], occurredBand: null, occurredOn: null },
  ...{ reported: null, crimeReference: null, whyNotReported: [], relationToPerson: null, note: null, ...change },
});
const order = { orderId: 'o1', kind: 'nonsense', from: null, until: null, note: null };

describe('a code that no list in force knows', () => {
  test.each<[Name, string, object, RegExp]>([
    ['circumstances', 'area', { area: 'atlantis' }, /not an area of this service/],
    ['circumstances', 'capacities.0', { capacities: ['wizard'] }, /way in which somebody is affected/],
    ['incidents', 'incidents.0.crimeType', { incidents: [anIncident({ crimeType: 'jaywalking' })] }, /kind of crime/],
    ['justice', 'stages.0.stage', { stages: [{ stage: 'not_a_stage', on: null, note: null }] }, /stage of a case/],
    ['justice', 'orders.0.kind', { orders: [order] }, /kind of order/],
    ['support', 'fundingStream', { fundingStream: 'my_own_pocket' }, /funding stream/],
    ['support', 'supportLevel', { supportLevel: 'x' }, /level of support/],
    ['rights', 'evidenceQuality.0', { evidenceQuality: ['tired'] }, /evidence/],
  ])('is not kept in %s as %s', async (section, path, change, message) => {
    const { issues } = issuesOf(await save(section, change)).error.details;
    expect(issues).toEqual([{ path: `body.${path}`, message: expect.stringMatching(message) }]);
  });

  test('makes no case: a channel, an area or a crime', async () => {
    const input = aNewCase({ channel: 'carrier_pigeon', circumstances: { area: 'atlantis' } });
    const asked = await askAs(server.url, agent, 'POST', '/cases', {
      ...input,
      incidents: [anIncident({ crimeType: 'jaywalking' })],
    });
    const paths = issuesOf(asked).error.details.issues.map(({ path }) => path);
    expect(paths).toEqual(['channel', 'circumstances.area', 'incidents.incidents.0.crimeType']);
    const made = await database.collection<CaseDoc>(casesSpec).findOne({ clientId: input.clientId });
    expect(made).toBeNull();
  });

  test('is no outcome, no modality and no reason to close', async () => {
    const given = { kind: 'therapeutic', leadId: agent.agentId, startedOn: today(0), reviewOn: today(30) };
    const plan = await valueFrom(postPlan(server.url, agent, caseId, given));
    const path = `/cases/${caseId}/plans/${plan.plan.planId}`;
    const therapy = {
      ...{ revision: plan.plan.revision, modality: 'crystal_healing' },
      preTrial: { applies: null, note: null },
    };
    expect(issuesOf(await askAs(server.url, agent, 'PUT', `${path}/therapy`, therapy)).error.details.issues).toEqual([
      { path: 'modality', message: expect.stringMatching(/way of therapy/) },
    ]);
    const end = { revision: plan.plan.revision, state: 'ended', outcome: 'vanished', said: 'x' };
    issuesOf(await askAs(server.url, agent, 'POST', `${path}/end`, end));
    const { revision } = (await opened()).row;
    issuesOf(
      await askAs(server.url, agent, 'POST', `/cases/${caseId}/close`, { revision, reason: 'bored', said: 'x' }),
    );
  });
});
