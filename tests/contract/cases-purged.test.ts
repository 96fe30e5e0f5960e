/** The end of a case's time: what became part of it has the same end, and nothing of either is left behind. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { casesSpec } from '../../server/cases/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { systemClock } from '../../server/platform/ports.ts';
import { dataKeysSpec } from '../../server/platform/sealing.store.ts';
import { type ReferralRow, referralOutboxSpec, sentReferralsSpec } from '../../server/referrals/index.ts';
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, type Method, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { consentsAt } from '../support/consents.ts';
import { addContact, attempt } from '../support/contacts.ts';
import { addAction } from '../support/plans.ts';
import { PORTAL_PARTNER, portalAt } from '../support/portal.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const YEAR_MS = 365.25 * 86_400_000;
const SOON = { timeout: 20_000, interval: 200 };

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

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const cases = () => database.collection<{ _id: string; purgeAt: Date | null; legalHold: boolean }>(casesSpec);
const purgeAtOf = async (caseId: string) => (await cases().findOne({ _id: caseId }))?.purgeAt ?? null;
const revisionOf = async (caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${caseId}`))).case.row.revision;
const close = async (caseId: string) =>
  valueFrom(
    ask<{ row: CaseRow }>(agent, 'POST', `/cases/${caseId}/close`, {
      ...{ revision: await revisionOf(caseId), reason: 'needs_met', said: 'canary: she is well', endOpen: true },
    }),
  );
const reopen = async (caseId: string) =>
  valueFrom(
    ask(agent, 'POST', `/cases/${caseId}/reopen`, { revision: await revisionOf(caseId), said: 'canary: she rang' }),
  );
const unmerge = (caseId: string) =>
  valueFrom(ask(coordinator, 'POST', `/cases/${caseId}/unmerge`, { reason: 'canary: two cousins' }));

async function twice(): Promise<[string, string]> {
  const person = { name: `Purged Canary ${randomUUID().slice(0, 6)}`, dateOfBirth: '1981-03-04' };
  const into = await makeCase(server.url, agent, { person });
  const part = await makeCase(server.url, agent, { person });
  return [into.row.caseId, part.row.caseId];
}

async function merge(into: string, part: string, basis = 'name_and_birth'): Promise<void> {
  const { reference } = (await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${part}`))).case.row;
  const proposal = { clientId: randomUUID(), reference, basis, reason: 'canary: one person' };
  const { approval } = await valueFrom(ask<{ approval: Approval }>(agent, 'POST', `/cases/${into}/merge`, proposal));
  const answer = { decision: 'approve', answer: 'canary: I asked her' };
  await valueFrom(ask(coordinator, 'POST', `/approvals/${approval.approvalId}/decide`, answer));
}

/** Whatever names one of these cases, by collection. */
async function leftOf(caseIds: readonly string[]): Promise<string[]> {
  const left: string[] = [];
  for (const { name } of await database.connection.listCollections()) {
    const docs = await database.collection({ name, personal: true, indexes: [] }).find({}).toArray();
    if (docs.some((doc) => caseIds.some((id) => JSON.stringify(doc).includes(id)))) left.push(name);
  }
  return left.sort();
}

/** Something of every kind that is kept of a case. */
async function fill(caseId: string): Promise<string> {
  const { contactId } = await addContact(server.url, agent, caseId);
  const at = new Date(systemClock.now()).toISOString();
  await valueFrom(attempt(server.url, agent, { caseId, contactId, outcome: 'no_answer_no_message', at }));
  await addAction(server.url, agent, caseId);
  const note = { clientId: randomUUID(), text: 'canary: a note of hers' };
  await valueFrom(ask(agent, 'POST', `/cases/${caseId}/notes`, note));
  const view = (await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${caseId}`))).case;
  const { body, revision } = sectionOf(view, 'person');
  const saving = { section: 'person', revision, body: { ...body, note: 'canary: prefers mornings' } };
  await valueFrom(ask(agent, 'PUT', `/cases/${caseId}/sections`, saving));
  const start = { clientId: randomUUID(), tool: 'domestic_abuse_risk', caseId };
  const { assessment } = await valueFrom(ask<{ assessment: AssessmentView }>(agent, 'POST', '/assessments', start));
  return assessment.row.assessmentId;
}

test('what became part of a case ends with it, comes back with it, and has its own end when taken apart', async () => {
  const [into, part] = await twice();
  await merge(into, part);
  await close(into);
  const end = await purgeAtOf(into);
  expect(end).not.toBeNull();
  expect(await purgeAtOf(part)).toEqual(end);
  await reopen(into);
  expect([await purgeAtOf(into), await purgeAtOf(part)]).toEqual([null, null]);
  await close(into);
  await unmerge(part);
  expect([await purgeAtOf(into), await purgeAtOf(part)]).toEqual([expect.any(Date), null]);
});

test('a closed case that becomes part of an open one has no end until that has one', async () => {
  const [into, part] = await twice();
  await close(part);
  const own = await purgeAtOf(part);
  await merge(into, part);
  expect(await purgeAtOf(part)).toBeNull();
  await unmerge(part);
  expect(await purgeAtOf(part)).toEqual(own);
});

test('both are kept as long as the one that is kept longer: one of them was of a child', async () => {
  const made = await Promise.all(
    [{}, { ageBand: '13_15' as const }].map((person) => makeCase(server.url, agent, { person })),
  );
  const [into = '', part = ''] = made.map(({ row }) => row.caseId);
  await merge(into, part, 'person_said');
  await close(into);
  const years = ((await purgeAtOf(into))?.getTime() ?? 0) - systemClock.now();
  expect(years / YEAR_MS).toBeGreaterThan(11.9);
  expect(await purgeAtOf(part)).toEqual(await purgeAtOf(into));
  await unmerge(part);
  // What became known of the age stays known, so that no record of a child goes too early.
  expect(((await purgeAtOf(into))?.getTime() ?? 0) - systemClock.now()).toBeGreaterThan(11.9 * YEAR_MS);
  expect(await purgeAtOf(part)).toBeNull();
});

test('a case whose time is over goes whole, with its part and their keys; who did what stays on record', async () => {
  const [into, part] = await twice();
  const assessments = [await fill(into), await fill(part)];
  const kin = await makeCase(server.url, agent, { person: { name: 'Canary Kin' } });
  const link = { clientId: randomUUID(), reference: kin.row.reference, relation: 'sibling', bothAgreed: null };
  await valueFrom(ask(agent, 'POST', `/cases/${part}/links`, link));
  const { actions } = await valueFrom(ask<{ actions: { actionId: string }[] }>(agent, 'GET', `/cases/${part}/plans`));
  for (const { actionId } of actions)
    await valueFrom(
      ask(agent, 'POST', `/cases/${part}/actions/${actionId}/settle`, {
        ...{ revision: 1, state: 'done', outcome: 'done', said: null },
      }),
    );
  await merge(into, part);
  await close(into);
  const own = [
    'assessments',
    'case_events',
    'case_links',
    'case_sections',
    'cases',
    'contact_attempts',
    'case_contacts',
  ];
  expect(await leftOf([into, part])).toEqual(expect.arrayContaining(own));
  await cases().updateOne({ _id: into }, { $set: { purgeAt: new Date(1) } });
  await expect.poll(() => leftOf([into, part]), SOON).toEqual(['approvals', 'audit']);
  const keys = await database.collection<{ _id: string }>(dataKeysSpec).distinct('_id');
  const gone = [...[into, part].map((id) => `case:${id}`), ...assessments.map((id) => `assessment:${id}`)];
  expect(keys.filter((scope) => gone.includes(scope))).toEqual([]);
  expect((await ask(agent, 'GET', `/cases/${into}`)).status).toBe(404);
  expect((await ask(agent, 'GET', `/cases/${kin.row.caseId}`)).status).toBe(200);
});

test('a legal hold on the part keeps both', async () => {
  const [into, part] = await twice();
  const [free] = await twice();
  await merge(into, part);
  for (const caseId of [into, free]) await close(caseId);
  await cases().updateOne({ _id: part }, { $set: { legalHold: true } });
  for (const _id of [into, free]) await cases().updateOne({ _id }, { $set: { purgeAt: new Date(1) } });
  await expect.poll(async () => (await cases().findOne({ _id: free })) === null, SOON).toBe(true);
  expect((await ask(agent, 'GET', `/cases/${into}`)).status).toBe(200);
});

test('a referral is kept with its case and for its own time, unless held; then it goes whole, with its copy, thread and key', async () => {
  const { row } = await makeCase(server.url, agent, {});
  const [the, portal, partner] = [
    consentsAt(server.url),
    portalAt(server.url),
    await signIn(server.url, server.account('partner')),
  ];
  const { consentId } = await the.wrote(agent, row.caseId, { recipientId: PORTAL_PARTNER });
  const { referralId } = await the.referred(agent, row.caseId, consentId, true);
  const rows = database.collection<ReferralRow>(referralOutboxSpec);
  // As the product reads it: what is not yet on most of the database, the partner is not shown yet.
  const stands = () => rows.findOne({ _id: referralId }, { readConcern: { level: 'majority' } });
  await expect.poll(async () => (await stands())?.state, SOON).toBe('sent');
  for (const kind of ['question', 'accept', 'outcome'] as const) await valueFrom(portal.say(partner, referralId, kind));
  const old = { purgeAt: new Date(1), 'transitions.$[].at': 1 };
  const grow = () => rows.updateOne({ _id: referralId }, { $set: old });
  const isPutOff = async () => ((await stands())?.purgeAt?.getTime() ?? 0) > systemClock.now();

  await close(row.caseId);
  const end = (await purgeAtOf(row.caseId)) ?? new Date(0);
  await grow();
  await expect.poll(async () => (await stands())?.purgeAt, SOON).toEqual(end);
  expect((await portal.open(partner, referralId)).status).toBe(200);

  await cases().updateOne({ _id: row.caseId }, { $set: { purgeAt: new Date(1) } });
  await expect.poll(async () => (await cases().findOne({ _id: row.caseId })) === null, SOON).toBe(true);
  const copies = database.collection<{ _id: string; legalHold: boolean }>(sentReferralsSpec);
  await copies.updateOne({ _id: referralId }, { $set: { legalHold: true } });
  await grow();
  await expect.poll(isPutOff, SOON).toBe(true);
  const kept = ['referral_messages', 'referral_outbox', 'sent_referrals'];
  expect(await leftOf([referralId])).toEqual(expect.arrayContaining(kept));
  await copies.updateOne({ _id: referralId }, { $set: { legalHold: false } });
  // What was taken back after somebody asked to stop it goes like all else.
  const pause = { requestId: randomUUID(), at: 1 } as unknown as NonNullable<ReferralRow['pause']>;
  await rows.updateOne({ _id: referralId }, { $set: { ...old, state: 'recalled', pause } });
  await expect.poll(stands, SOON).toBeNull();
  expect((await leftOf([referralId])).filter((name) => /referral|notice/.test(name))).toEqual([]);
  const keys = await database.collection<{ _id: string }>(dataKeysSpec).distinct('_id');
  expect(keys).not.toContain(`referral:${referralId}`);
  expect((await portal.open(partner, referralId)).status).toBe(404);
}, 60_000);
