/** What happens to cases while nobody has them open: time passes, a child has a birthday, a lead is called. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casesSpec } from '../../server/cases/index.ts';
import { connectDatabase } from '../../server/platform/mongo.ts';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import type { ConcernRow } from '../../shared/protocol/http/concerns.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import type { ServiceWarning } from '../../shared/protocol/http/service-warnings.ts';
import { askAs, type Method, makeCase, type SomeOfACase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

/** A Tuesday morning in winter. */
const TUESDAY = Date.parse('2026-11-24T10:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let now = TUESDAY;
let server: TestServer;
let at: Helpline;

beforeAll(async () => {
  server = await startServer({ app: { clock: { now: () => now } } });
  at = helpline(server);
});
afterAll(async () => {
  await at?.close();
  await server?.close();
});

const who = (role: string, index = 0) => signIn(server.url, server.account(role, index));
const ask = <T>(by: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, by, method, path, body);
const onAForm = (by: SignedIn, given: SomeOfACase = {}) =>
  makeCase(server.url, by, { agreement: { how: 'on_a_form', said: 'yes' }, channel: 'self_form', ...given });
const open = async (by: SignedIn, caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(by, 'GET', `/cases/${caseId}`))).case;
const listed = async (by: SignedIn, view: string) =>
  (await valueFrom(ask<{ cases: CaseRow[] }>(by, 'GET', `/cases?view=${view}`))).cases.map(({ caseId }) => caseId);

const anIncident = (given: object) => ({
  ...{ incidentId: randomUUID(), crimeType: null, flags: [], strands: [], occurredBand: null, occurredOn: null },
  ...{ reported: null, crimeReference: null, whyNotReported: [], relationToPerson: null, note: null },
  ...given,
});

describe('time passes', () => {
  test('a lead is called, once and with the case, to a child under 13 of whom no chat tells', async () => {
    const lead = await at.staff('safeguarding_lead');
    const agent = await who('agent');
    const view = await onAForm(agent, { person: { ageBand: 'under_13' } });
    const { caseId } = view.row;
    const called = await lead.next('alert:raised', ({ alert }) => alert.caseId === caseId);
    expect(called.alert).toMatchObject({ kind: 'under_13', acknowledgedBy: null });
    const { body } = sectionOf(view, 'circumstances');
    const saving = { section: 'circumstances', revision: 1, body: { ...body, area: 'dover' } };
    await valueFrom(ask(agent, 'PUT', `/cases/${caseId}/sections`, saving));
    const other = await onAForm(agent, { person: { ageBand: 'under_13' } });
    await lead.next('alert:raised', ({ alert }) => alert.caseId === other.row.caseId);
    const { alerts } = await lead.ask('desk:open', {});
    expect(alerts.filter((alert) => alert.caseId === caseId)).toHaveLength(1);
  });

  test('also where the node that changed the case ended before it called anybody (H10)', async () => {
    const lead = await at.staff('safeguarding_lead');
    const { caseId } = (await onAForm(await who('agent'), { person: { ageBand: '13_15' } })).row;
    const database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
    // What it left: the age of the case, and what that made somebody's duty.
    const due = [
      { dueId: 'age:under_13', kind: 'age_under_13', at: now },
      { dueId: 'age:child_protection_record', kind: 'age_child_protection_record', at: now },
    ];
    const left = { $set: { ageBand: 'under_13', due, nextDueAt: now }, $inc: { revision: 1 } };
    await database.collection<{ _id: string }>(casesSpec).updateOne({ _id: caseId }, left);
    await database.close();
    const calls = ['under_13', 'concern_raised'] as const;
    for (const kind of calls)
      await lead.next('alert:raised', ({ alert }) => alert.kind === kind && alert.caseId === caseId, 15_000);
  });

  test('of sexual activity under 13 the child-protection record is opened, once, by the rule', async () => {
    const agent = await who('agent');
    const { row } = await onAForm(agent, {
      person: { ageBand: 'under_13' },
      incidents: [anIncident({ crimeType: 'rape' })],
    });
    const lead = await who('safeguarding_lead');
    const opened = async () => {
      const { concerns } = await valueFrom(ask<{ concerns: ConcernRow[] }>(lead, 'GET', '/concerns'));
      return concerns.filter(({ caseId }) => caseId === row.caseId);
    };
    await expect.poll(async () => (await opened()).length, { timeout: 10_000 }).toBe(1);
    expect(await opened()).toMatchObject([{ kind: 'child_protection', source: 'age_rule', state: 'open' }]);
    const due = async () => (await open(agent, row.caseId)).due.map(({ kind }) => kind);
    await expect.poll(due, { timeout: 10_000 }).not.toContain('age_child_protection_record');
    expect(await due()).toContain('age_under_13');
  });

  test('what nobody did is overdue for owner, coordinator and supervisor alike, and of nobody else', async () => {
    now = TUESDAY;
    const { row } = await onAForm(await who('agent'));
    const urgent = await onAForm(await who('agent'), { person: { ageBand: '16_17' } });
    now = Date.parse('2026-11-25T09:00:00Z');
    for (const role of ['agent', 'coordinator', 'supervisor']) {
      const by = await who(role);
      expect(await listed(by, 'overdue'), role).toContain(urgent.row.caseId);
      expect(await listed(by, 'overdue'), role).not.toContain(row.caseId);
      expect(await listed(by, 'due_today'), role).toContain(row.caseId);
    }
    expect(await listed(await who('agent', 2), 'overdue')).not.toContain(urgent.row.caseId);
  });

  test('on a birthday the rules run again, though nobody saved anything', async () => {
    const agent = await who('agent');
    const born = '2010-11-28';
    const { row } = await makeCase(server.url, agent, { person: { dateOfBirth: born } });
    expect(row.ageBand).toBe('13_15');
    now = Date.parse('2026-11-27T23:30:00Z');
    expect((await open(await who('agent'), row.caseId)).row.ageBand).toBe('13_15');
    now = Date.parse('2026-11-28T09:00:00Z');
    const later = await who('agent');
    const band = async () => (await open(later, row.caseId)).row.ageBand;
    await expect.poll(band, { timeout: 15_000 }).toBe('16_17');
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(later, 'GET', `/cases/${row.caseId}/timeline`));
    expect(events[0]).toMatchObject({ kind: 'age_turned', by: null, codes: { from: '13_15', to: '16_17' } });
  });

  test('restorative justice is named the day after they asked about it, and not at the contact itself', async () => {
    now = TUESDAY;
    const agent = await who('agent');
    const { row } = await makeCase(server.url, agent);
    const wish = { clientId: randomUUID(), pathway: 'restorative_justice', said: 'She wants to ask him why.' };
    await valueFrom(ask(agent, 'POST', `/cases/${row.caseId}/wishes`, wish));
    const named = async (by: SignedIn) => {
      const { guidance } = await valueFrom(ask<{ guidance: Guidance }>(by, 'GET', `/cases/${row.caseId}/guidance`));
      return guidance.pathways.map(({ pathway }) => pathway);
    };
    expect(await named(agent)).not.toContain('restorative_justice');
    now = TUESDAY + DAY;
    expect(await named(await who('agent'))).toContain('restorative_justice');
  });

  test('bank holidays that run out are said to whoever can act, six months before', async () => {
    const warnings = async (by: SignedIn) =>
      (await valueFrom(ask<{ warnings: ServiceWarning[] }>(by, 'GET', '/service/warnings'))).warnings
        .map(({ sentence }) => sentence)
        .join('\n');
    expect(await warnings(await who('coordinator'))).not.toContain('bank holidays');
    now = Date.parse('2028-06-01T10:00:00Z') + DAY;
    for (const role of ['coordinator', 'administrator'])
      expect(await warnings(await who(role))).toContain('bank holidays ends on 31 December 2028');
    expect((await ask(await who('agent'), 'GET', '/service/warnings')).status).toBe(403);
  });
});
