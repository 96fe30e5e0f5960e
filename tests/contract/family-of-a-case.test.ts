import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ClockView } from '../../shared/protocol/clocks.ts';
import type { MaracReferral } from '../../shared/protocol/guidance.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { ConcernRow } from '../../shared/protocol/http/concerns.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { assessmentsAt, countedYes } from '../support/assessments.ts';
import { askAs, type Method, makeCase, type SomeOfACase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addContact, attempt } from '../support/contacts.ts';
import { type Helpline, helpline, type Worker } from '../support/helpline.ts';
import { anAttack, join } from '../support/joined-cases.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let worker: Worker;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  worker = await at.staff('agent');
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at?.close();
  await server?.close();
});

const ask = <T>(method: Method, path: string, body?: unknown, who = worker.me) =>
  askAs<T>(server.url, who, method, path, body);
const open = async (caseId: string) => (await valueFrom(ask<{ case: CaseView }>('GET', `/cases/${caseId}`))).case;
async function save(caseId: string, section: CaseView['sections'][number]['section'], change: object): Promise<void> {
  const { body, revision } = sectionOf(await open(caseId), section);
  await valueFrom(ask('PUT', `/cases/${caseId}/sections`, { section, revision, body: { ...body, ...change } }));
}

/** Two cases of a person whose age nobody knows yet. */
async function two(given: SomeOfACase = {}) {
  const made = () =>
    makeCase(server.url, worker.me, {
      circumstances: { capacities: ['direct_victim'], area: 'dover' },
      incidents: [anAttack()],
      ...given,
    });
  const [root, part] = [await made(), await made()];
  const joined = () => join(server.url, [worker.me, coordinator], root, part);
  return { rootId: root.row.caseId, partId: part.row.caseId, joined };
}
const referral = (given: object = {}) => ({
  ...{ clientId: randomUUID(), panel: 'marac_kent', basis: 'agreed', said: 'She knows' },
  ...given,
});

test('a child is one in the talks of every part: for consents, for a panel and for each tool (H10)', async () => {
  const { rootId, partId, joined } = await two();
  await joined();
  const { conversationId } = await at.talk({ agent: worker, preChat: { safeToTalk: 'yes', ageBand: 'adult' } });
  await valueFrom(ask('POST', `/cases/${partId}/conversations`, { conversationId, said: 'Her mother wrote' }));
  await expect.poll(async () => (await open(rootId)).row.ageBand, { timeout: 10_000 }).toBe('adult');
  await save(rootId, 'person', { ageBand: '13_15' });
  const talk = async () => (await worker.ask('conversation:open', { conversationId })).conversation.ageBand;
  await expect.poll(talk, { timeout: 10_000 }).toBe('13_15');
  const refused = await ask('POST', `/cases/${partId}/marac`, referral());
  expect(refused.body).toMatchObject({ error: { details: { reason: 'too_young', fromAge: 16 } } });
  expect((await assessmentsAt(server.url).started(worker.me, { caseId: partId })).suits).toBe(false);
});

/** Two cases of somebody whom nobody has spoken with, a number in the one that became part, and a call-back on it in the other. */
async function toBeCalled() {
  const cases = await two({ agreement: { how: 'on_a_form', said: 'yes' }, channel: 'self_form' });
  const { contactId } = await addContact(server.url, worker.me, cases.partId);
  await cases.joined();
  const at = new Date(Date.now() + 3_600_000).toISOString();
  const booking = { clientId: randomUUID(), contactId, at, minutes: 30, assigneeId: null, note: null };
  const { callback } = await valueFrom(
    ask<{ callback: Callback }>('POST', `/cases/${cases.rootId}/callbacks`, booking),
  );
  const tried = (caseId: string, outcome: string) =>
    attempt(server.url, worker.me, {
      ...{ caseId, contactId, callbackId: callback.callbackId, outcome },
      at: new Date().toISOString(),
    });
  return { ...cases, contactId, tried };
}
const dueIn = async (caseId: string) => (await open(caseId)).due.map(({ kind }) => kind);

test('a call-back on a number of a part is recorded on the case that stays: who else answered stops all contact (H17)', async () => {
  const { rootId, partId, contactId, tried } = await toBeCalled();
  const { stop } = await valueFrom(tried(rootId, 'answered_by_other'));
  expect(stop).toMatchObject({ cause: 'answered_by_other' });
  expect(await dueIn(rootId)).toContain('contact_stop');
  expect(await dueIn(rootId)).not.toContain('callback');
  const reveal = await ask('POST', `/cases/${partId}/contacts/${contactId}/reveal`, { purpose: 'call' });
  expect(reveal.body).toMatchObject({ error: { details: { reason: 'stopped' } } });
  const review = { decision: 'contact_is_unsafe', reason: 'He has the phone' };
  const path = `/cases/${rootId}/contact-stops/${stop?.stopId}/review`;
  await valueFrom(ask('POST', path, review, coordinator));
  const { contacts } = await valueFrom(ask<{ contacts: SafeContact[] }>('GET', `/cases/${partId}/contacts`));
  expect(contacts).toMatchObject([{ contactId, safe: 'no', gate: { because: 'said_unsafe' } }]);
  expect(await dueIn(rootId)).not.toContain('contact_recheck');
});

test('a call-back that is recorded on a part ends it where it was booked, and the clocks of the person', async () => {
  const { rootId, partId, tried } = await toBeCalled();
  await valueFrom(tried(partId, 'spoke'));
  const { clocks } = await valueFrom(ask<{ clocks: ClockView[] }>('GET', `/cases/${rootId}/clocks`));
  expect(clocks.map(({ clock, state }) => [clock, state])).toEqual([
    ['received_to_triaged', 'met'],
    ['first_safe_contact', 'met'],
  ]);
  expect(await dueIn(rootId)).toEqual(['contact_recheck']);
});

test('concerns about a part stand with the case that it became part of', async () => {
  const { rootId, partId, joined } = await two();
  const concern = { clientId: randomUUID(), kind: 'child', text: 'Two small children', conversationId: null };
  type Raised = { concern: ConcernRow };
  const { concernId } = (await valueFrom(ask<Raised>('POST', '/concerns', { ...concern, caseId: partId }))).concern;
  const listed = async (caseId: string) => {
    const path = `/concerns?caseId=${caseId}`;
    const { concerns } = await valueFrom(ask<{ concerns: ConcernRow[] }>('GET', path, undefined, lead));
    return concerns.map((each) => each.concernId);
  };
  expect(await listed(rootId)).toEqual([]);
  await joined();
  expect([await listed(rootId), await listed(partId)]).toEqual([[concernId], [concernId]]);
});

test('what two people decided of the person allows the referral from either of their cases', async () => {
  const { rootId, partId, joined } = await two({ person: { dateOfBirth: '1979-03-31' } });
  const disclosure = {
    ...{ clientId: randomUUID(), conversationId: null, caseId: rootId, concernId: null, alertId: null },
    ...{ emergency: false, madeAt: null, reason: 'risk_to_life_self', lawfulBasis: 'vital_interests' },
    ...{ specialCategory: 'safeguarding', recipient: 'marac', recipientName: 'Kent MARAC', what: 'Where she is' },
    ...{ why: 'He has a gun', told: 'not_told', whyNotTold: 'unsafe_for_them', toldCardIds: [] },
  };
  type Proposed = { disclosure: { disclosureId: string; approvalId: string } };
  const { disclosureId, approvalId } = (await valueFrom(ask<Proposed>('POST', '/disclosures', disclosure))).disclosure;
  const decision = { decision: 'approve', answer: 'Her life is in danger' };
  await valueFrom(ask('POST', `/approvals/${approvalId}/decide`, decision, lead));
  const without = () => referral({ basis: 'without_agreement', disclosureId });
  const apart = await ask('POST', `/cases/${partId}/marac`, without());
  expect(apart.body).toMatchObject({ error: { details: { reason: 'disclosure_first' } } });
  await joined();
  const referred = await valueFrom(ask<{ referral: MaracReferral }>('POST', `/cases/${partId}/marac`, without()));
  expect(referred.referral).toMatchObject({ basis: 'without_agreement', disclosureId });
});

test('a referral of the case that stays is moved from the page of a part as well', async () => {
  const { rootId, partId, joined } = await two({ person: { dateOfBirth: '1979-03-31' } });
  await joined();
  const made = await valueFrom(ask<{ referral: MaracReferral }>('POST', `/cases/${rootId}/marac`, referral()));
  const { referralId, revision } = made.referral;
  const received = { cause: 'receive', revision, said: null };
  const path = `/cases/${partId}/marac/${referralId}/moves`;
  const moved = await valueFrom(ask<{ referral: MaracReferral }>('POST', path, received));
  expect(moved.referral.state).toBe('received');
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('what was due of a section of a part is settled by the same section of the case that stays', async () => {
  const { rootId, partId, joined } = await two({ person: { dateOfBirth: '1979-03-31' } });
  const claim = { told: true, wish: 'yes', appliedOn: null, deadline: inDays(30) };
  await save(partId, 'safety_plan', { reviewOn: inDays(7) });
  await save(partId, 'justice', { compensation: claim });
  await joined();
  expect(await dueIn(rootId)).toEqual(expect.arrayContaining(['safety_plan_review', 'compensation_deadline']));
  await save(rootId, 'safety_plan', { codeWord: 'blue book' });
  expect(await dueIn(rootId)).toContain('safety_plan_review');
  await save(rootId, 'safety_plan', { reviewOn: inDays(60) });
  const reviews = (await open(rootId)).due.filter(({ kind }) => kind === 'safety_plan_review');
  expect(reviews.map(({ at }) => at.slice(0, 10))).toEqual([inDays(60)]);
  await save(rootId, 'justice', { compensation: { ...claim, deadline: null, appliedOn: inDays(-1) } });
  expect(await dueIn(rootId)).not.toContain('compensation_deadline');
  expect(await dueIn(partId)).not.toContain('safety_plan_review');
});

test('a tool that is filled in again in the case that stays is due once, by its newest filling', async () => {
  const tools = assessmentsAt(server.url);
  const { rootId, partId, joined } = await two({ person: { dateOfBirth: '1979-03-31' } });
  const filled = async (caseId: string) => {
    const begun = await tools.started(worker.me, { caseId });
    const { row } = await tools.answered(worker.me, begun.row.assessmentId, countedYes(begun, 2));
    await valueFrom(tools.finish(worker.me, row));
  };
  await filled(partId);
  await joined();
  const reviews = async (caseId: string) => (await dueIn(caseId)).filter((kind) => kind === 'assessment_review');
  expect(await reviews(rootId)).toHaveLength(1);
  await filled(rootId);
  expect([await reviews(rootId), await reviews(partId)]).toEqual([['assessment_review'], []]);
});
