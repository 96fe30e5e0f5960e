import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import type { Reminder } from '../../shared/protocol/http/reminders.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { addContact, attempt } from '../support/contacts.ts';
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
