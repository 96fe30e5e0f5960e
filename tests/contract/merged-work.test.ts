import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import type { Reminder } from '../../shared/protocol/http/reminders.ts';
import { askAs, type Method, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addContact, attempt, someTerms } from '../support/contacts.ts';
import { addAction, postAction } from '../support/plans.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { wallClock } from '../support/wall-clock.ts';

const clock = wallClock('wednesday', '10:00');
let server: TestServer;
let agent: SignedIn;
let coordinator: SignedIn;

beforeAll(async () => {
  server = await startServer({ app: { clock } });
  agent = await signIn(server.url, server.account('agent', 0));
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const reasonOf = async (asked: ReturnType<typeof ask>) => {
  const { body } = await asked;
  return body.ok ? 'done' : body.error.details?.reason;
};
const open = async (caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${caseId}`))).case;

/** Two cases of one person, and the step that makes them one. */
async function twice() {
  const person = { name: `Robin Canary ${randomUUID().slice(0, 4)}`, dateOfBirth: '1988-02-29' };
  const [into, other] = [await makeCase(server.url, agent, { person }), await makeCase(server.url, agent, { person })];
  const merge = async () => {
    const proposal = { clientId: randomUUID(), reference: other.row.reference, basis: 'name_and_birth', reason: 'one' };
    const path = `/cases/${into.row.caseId}/merge`;
    const { approval } = await valueFrom(ask<{ approval: Approval }>(agent, 'POST', path, proposal));
    const decision = { decision: 'approve', answer: 'I rang her.' };
    await valueFrom(ask(coordinator, 'POST', `/approvals/${approval.approvalId}/decide`, decision));
  };
  return { intoId: into.row.caseId, otherId: other.row.caseId, merge };
}

test('a stop in a case stops the one that it becomes part of, and the other way round', async () => {
  const { intoId, otherId, merge } = await twice();
  const mine = await addContact(server.url, agent, intoId);
  const theirs = await addContact(server.url, agent, otherId, { value: '07700 900124' });
  const said = { contactId: theirs.contactId, outcome: 'answered_by_other', at: new Date(clock.now()).toISOString() };
  const { stop } = await valueFrom(attempt(server.url, agent, { caseId: otherId, ...said }));
  const call = (caseId: string, contactId: string) =>
    reasonOf(ask(agent, 'POST', `/cases/${caseId}/contacts/${contactId}/reveal`, { purpose: 'call' }));
  expect(await call(intoId, mine.contactId)).toBe('done');
  await merge();
  expect(await call(intoId, mine.contactId)).toBe('stopped');
  const { contacts } = await valueFrom(ask<{ contacts: SafeContact[] }>(agent, 'GET', `/cases/${intoId}/contacts`));
  expect(contacts.map(({ caseId, value }) => [caseId, value])).toEqual([
    [intoId, null],
    [otherId, null],
  ]);
  const review = { decision: 'go_on', reason: 'She rang us' };
  await valueFrom(ask(coordinator, 'POST', `/cases/${otherId}/contact-stops/${stop?.stopId}/review`, review));
  expect([await call(intoId, mine.contactId), await call(intoId, theirs.contactId)]).toEqual(['done', 'done']);
});

test('what was to be done in a case is seen, reminded of and settled in the one that it became part of', async () => {
  const { intoId, otherId, merge } = await twice();
  const { actionId } = await addAction(server.url, agent, otherId, { dueOn: clock.day() });
  await merge();
  expect((await open(intoId)).row.nextDue).toMatchObject({ kind: 'action' });
  const { actions } = await valueFrom(ask<{ actions: Action[] }>(agent, 'GET', `/cases/${intoId}/plans`));
  expect(actions).toMatchObject([{ actionId, caseId: otherId }]);
  const { mine } = await valueFrom(ask<{ mine: Reminder[] }>(agent, 'GET', '/reminders'));
  expect(mine.map(({ about }) => about.id)).toContain(actionId);
  const { revision } = (await open(intoId)).row;
  const closing = { revision, reason: 'needs_met', said: 'well', endOpen: true };
  expect(await reasonOf(ask<{ row: CaseRow }>(agent, 'POST', `/cases/${intoId}/close`, closing))).toBe('still_open');
  expect(await reasonOf(postAction(server.url, agent, otherId))).toBe('not_open');
  const done = { revision: 1, state: 'done', outcome: 'done', said: null };
  await valueFrom(ask(agent, 'POST', `/cases/${otherId}/actions/${actionId}/settle`, done));
  expect((await open(intoId)).row.nextDue).toBeNull();
});

test('whose case that stays says that they are under 18 is a child in each of their cases (H10)', async () => {
  const { intoId, otherId, merge } = await twice();
  const carer = { holder: 'parent_or_carer', value: '07700 900125', textOk: true } as const;
  const { contactId } = await addContact(server.url, agent, otherId, carer);
  await merge();
  const text = () => ask(agent, 'POST', `/cases/${otherId}/contacts/${contactId}/reveal`, { purpose: 'text' });
  const answered = async () => {
    const { body } = await text();
    return body.ok ? 'shown' : body.error.details?.because;
  };
  const rulesIn = async (caseId: string) => {
    const asked = ask<{ guidance: Guidance }>(agent, 'GET', `/cases/${caseId}/guidance`);
    return (await valueFrom(asked)).guidance.age.rules.map(({ ruleId }) => ruleId);
  };
  expect([await answered(), await rulesIn(otherId)]).toEqual(['shown', []]);
  const person = sectionOf(await open(intoId), 'person');
  const body = { ...person.body, dateOfBirth: `${new Date(clock.now()).getUTCFullYear() - 15}-01-01` };
  const saving = { section: 'person', revision: person.revision, body };
  await valueFrom(ask(agent, 'PUT', `/cases/${intoId}/sections`, saving));
  expect(await answered()).toBe('parent_of_child');
  expect(await rulesIn(otherId)).toContain('age.no_marac');
  const known = { ...someTerms({ ...carer, preferred: true }), revision: 1, checked: true };
  const put = await ask(agent, 'PUT', `/cases/${otherId}/contacts/${contactId}`, known);
  expect(put.body).toMatchObject({ error: { details: { issues: [{ path: 'preferred' }] } } });
});

test('a call-back of the case that became part is moved and cancelled in the one that stays', async () => {
  const { intoId, otherId, merge } = await twice();
  const { contactId } = await addContact(server.url, agent, otherId);
  const slot = { contactId, at: clock.at('14:30'), minutes: 30, assigneeId: null, note: null };
  const booking = { clientId: randomUUID(), ...slot };
  const { callback } = await valueFrom(
    ask<{ callback: Callback }>(agent, 'POST', `/cases/${otherId}/callbacks`, booking),
  );
  await merge();
  const path = `/cases/${intoId}/callbacks/${callback.callbackId}`;
  const moving = { ...slot, revision: 1, at: clock.at('15:30') };
  await valueFrom(ask(agent, 'PUT', path, moving));
  expect((await open(intoId)).row.nextDue).toEqual({ kind: 'callback', at: clock.at('15:30') });
  const moved = await valueFrom(ask<{ callbacks: Callback[] }>(agent, 'GET', `/cases/${intoId}/callbacks`));
  expect(moved.callbacks).toMatchObject([{ at: clock.at('15:30'), revision: 2 }]);
  await valueFrom(ask(agent, 'POST', `${path}/cancel`, { revision: 2, reason: 'She will ring' }));
  expect((await open(intoId)).due.map(({ kind }) => kind)).not.toContain('callback');
});
