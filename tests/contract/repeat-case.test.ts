/** Somebody comes again: their earlier case is shown, they count as a repeat, and they are not given up unseen (H17). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../server/platform/ports.ts';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, type Method, makeCase, type SomeOfACase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const DAY = 86_400_000;
let server: TestServer;
let agent: SignedIn;
let colleague: SignedIn;
let coordinator: SignedIn;
let supervisor: SignedIn;

beforeAll(async () => {
  server = await startServer();
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
  coordinator = await signIn(server.url, server.account('coordinator'));
  supervisor = await signIn(server.url, server.account('supervisor'));
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const open = async (caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${caseId}`))).case;
const repeatOf = async ({ row }: CaseView) => (await open(row.caseId)).row.repeat;
const someone = () => ({ name: `Again Canary ${randomUUID().slice(0, 6)}`, dateOfBirth: '1979-05-06' });
const daysAgo = (days: number) => new Date(systemClock.now() - days * DAY).toISOString();
const made = (person: SomeOfACase['person'], given: SomeOfACase = {}, who = agent) =>
  makeCase(server.url, who, { person: person ?? {}, ...given });
const end = async (who: SignedIn, { row: { caseId } }: CaseView, reason: string) => {
  const { revision } = (await open(caseId)).row;
  const closing = { revision, reason, said: 'canary: nobody answered', endOpen: true };
  return ask<{ row: CaseRow }>(who, 'POST', `/cases/${caseId}/close`, closing);
};
interface Suggested {
  readonly duplicates: { row: CaseRow; earlier: boolean }[];
  readonly others: { reference: string; earlier: boolean }[];
}
const suggested = (view: CaseView) => valueFrom(ask<Suggested>(agent, 'GET', `/cases/${view.row.caseId}/duplicates`));

test('an earlier case that is over is suggested as one, and its person counts as a repeat from the first moment', async () => {
  const person = someone();
  const first = await made(person, { receivedAt: daysAgo(40) });
  expect(first.row.repeat).toBeNull();
  await valueFrom(end(agent, first, 'needs_met'));
  const second = await made(person);
  expect(second.row.repeat).toBe('earlier_case');
  expect(await suggested(second)).toMatchObject({
    duplicates: [{ row: { caseId: first.row.caseId, state: 'closed' }, earlier: true }],
  });
  expect(await repeatOf(first)).toBeNull();
  const listed = await valueFrom(ask<{ cases: CaseRow[] }>(agent, 'GET', '/cases?repeat=yes'));
  expect(listed.cases.map(({ caseId }) => caseId)).toContain(second.row.caseId);
  expect(listed.cases.every(({ repeat }) => repeat !== null)).toBe(true);
});

test('one that goes on is suggested as perhaps the same, and of a colleague’s only the reference is said', async () => {
  const person = someone();
  const theirs = await made(person, { receivedAt: daysAgo(2) }, colleague);
  const mine = await made(person);
  expect(mine.row.repeat).toBe('earlier_case');
  const { duplicates, others } = await suggested(mine);
  expect([duplicates, others]).toMatchObject([[], [{ reference: theirs.row.reference, earlier: false }]]);
  expect(JSON.stringify(others)).not.toMatch(/canary/i);
});

test('a case written down later, of something that came earlier, makes a repeat of the one that was there', async () => {
  const person = someone();
  const there = await made(person);
  expect(there.row.repeat).toBeNull();
  const late = await made(person, { receivedAt: daysAgo(10) });
  expect([late.row.repeat, await repeatOf(there)]).toEqual([null, 'earlier_case']);
});

test('it follows the name, the birth and the incidents of every case that it turns on', async () => {
  const person = someone();
  const first = await made(person, { receivedAt: daysAgo(5) });
  const second = await made(person);
  expect(await repeatOf(second)).toBe('earlier_case');
  const { body, revision } = sectionOf(first, 'person');
  const saving = { section: 'person', revision, body: { ...body, dateOfBirth: '1980-01-01' } };
  await valueFrom(ask(agent, 'PUT', `/cases/${first.row.caseId}/sections`, saving));
  expect(await repeatOf(second)).toBeNull();
  const back = { section: 'person', revision: revision + 1, body };
  await valueFrom(ask(agent, 'PUT', `/cases/${first.row.caseId}/sections`, back));
  expect(await repeatOf(second)).toBe('earlier_case');
  const incident = {
    ...{ incidentId: randomUUID(), crimeType: null, flags: ['repeat'], strands: [], occurredBand: null },
    ...{
      occurredOn: null,
      reported: null,
      crimeReference: null,
      whyNotReported: [],
      relationToPerson: null,
      note: null,
    },
  };
  const incidents = sectionOf(first, 'incidents');
  const marked = { section: 'incidents', revision: incidents.revision, body: { incidents: [incident] } };
  await valueFrom(ask(agent, 'PUT', `/cases/${first.row.caseId}/sections`, marked));
  expect(await repeatOf(first)).toBe('incident_flag');
});

test('two that were one matter are no repeat once they are joined, and are again when they are taken apart', async () => {
  const person = someone();
  const first = await made(person, { receivedAt: daysAgo(3) });
  const second = await made(person);
  const proposal = { clientId: randomUUID(), reference: first.row.reference, basis: 'name_and_birth', reason: 'twice' };
  const path = `/cases/${second.row.caseId}/merge`;
  const { approval } = await valueFrom(ask<{ approval: Approval }>(agent, 'POST', path, proposal));
  const answer = { decision: 'approve', answer: 'canary: she says so' };
  await valueFrom(ask(coordinator, 'POST', `/approvals/${approval.approvalId}/decide`, answer));
  expect(await repeatOf(second)).toBeNull();
  await valueFrom(ask(coordinator, 'POST', `/cases/${first.row.caseId}/unmerge`, { reason: 'canary: two matters' }));
  expect(await repeatOf(second)).toBe('earlier_case');
});

test('that nobody could be reached does not end the case of a repeat: a lead decides', async () => {
  const person = someone();
  await made(person, { receivedAt: daysAgo(3) });
  const again = await made(person);
  const refused = await end(agent, again, 'no_contact');
  expect(refused.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'needs_lead' } } });
  expect((await end(supervisor, again, 'no_contact')).status).toBe(200);
});
