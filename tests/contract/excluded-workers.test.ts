import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Alert } from '../../shared/protocol/desk.ts';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { CaseLink } from '../../shared/protocol/http/case-relations.ts';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import { aNewCase, askAs, type Method, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { asAgent, type SignedIn, signIn } from '../support/connect.ts';
import { aContact } from '../support/contacts.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let agent: SignedIn;
let colleague: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer();
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const exclude = (who: SignedIn, { row }: CaseView, agentId: string) =>
  valueFrom(ask(who, 'POST', `/cases/${row.caseId}/exclusions`, { agentId, reason: 'canary: my neighbour' }));

let people = 0;
async function twice(): Promise<[CaseView, CaseView]> {
  people += 1;
  const person = { name: `Excluded Canary ${people}`, dateOfBirth: '1979-03-31' };
  return [await makeCase(server.url, agent, { person }), await makeCase(server.url, agent, { person })];
}
const proposeMerge = async (into: CaseView, other: CaseView) =>
  (
    await valueFrom(
      ask<{ approval: Approval }>(agent, 'POST', `/cases/${into.row.caseId}/merge`, {
        ...{ clientId: randomUUID(), reference: other.row.reference, basis: 'name_and_birth', reason: 'canary: one' },
      }),
    )
  ).approval.approvalId;
const approve = (who: SignedIn, approvalId: string) =>
  ask(who, 'POST', `/approvals/${approvalId}/decide`, { decision: 'approve', answer: 'Yes.' });

describe('whoever knows somebody of a case', () => {
  test('neither sees nor decides what waits for a second person in it, whatever their role', async () => {
    const [into, other] = await twice();
    const approvalId = await proposeMerge(into, other);
    await exclude(coordinator, into, lead.agentId);
    const { approvals } = await valueFrom(ask<{ approvals: Approval[] }>(lead, 'GET', '/approvals'));
    expect(approvals.map((each) => each.approvalId)).not.toContain(approvalId);
    expect((await ask(lead, 'POST', `/approvals/${approvalId}/open`)).status).toBe(404);
    expect((await approve(lead, approvalId)).status).toBe(404);
    expect((await approve(coordinator, approvalId)).status).toBe(200);
  });

  test('does not decide that a case they must not know is part of another', async () => {
    const [into, other] = await twice();
    const approvalId = await proposeMerge(into, other);
    await exclude(coordinator, other, lead.agentId);
    expect((await approve(lead, approvalId)).status).toBe(404);
  });

  test('is not given the case again by making it once more', async () => {
    const made = aNewCase();
    const { case: view } = await valueFrom(ask<{ case: CaseView }>(agent, 'POST', '/cases', made));
    await exclude(coordinator, view, agent.agentId);
    expect((await ask(agent, 'POST', '/cases', made)).status).toBe(404);
  });

  test('has nothing of its work left, so that it is with who can see it', async () => {
    const view = await makeCase(server.url, agent);
    const { caseId } = view.row;
    const { action } = await valueFrom(
      ask<{ action: { assignee: { agentId: string } | null } }>(agent, 'POST', `/cases/${caseId}/actions`, {
        ...{ clientId: randomUUID(), what: 'canary: ring the court', who: null, doer: 'us', assigneeId: null },
        ...{ dueOn: null, dueTime: null, planId: null, goalId: null },
      }),
    );
    expect(action.assignee?.agentId).toBe(agent.agentId);
    await exclude(coordinator, view, agent.agentId);
    const { actions } = await valueFrom(
      ask<{ actions: { assignee: unknown }[] }>(coordinator, 'GET', `/cases/${caseId}/plans`),
    );
    expect(actions).toMatchObject([{ assignee: null }]);
  });

  test('is kept out of every part of a case that two were joined to, whichever they were named in', async () => {
    const [into, other] = await twice();
    await exclude(coordinator, into, lead.agentId);
    expect((await approve(coordinator, await proposeMerge(into, other))).status).toBe(200);
    expect((await ask(lead, 'GET', `/cases/${other.row.caseId}`)).status).toBe(404);
    const supervisor = await signIn(server.url, server.account('supervisor'));
    await exclude(supervisor, other, coordinator.agentId);
    expect((await ask(coordinator, 'GET', `/cases/${into.row.caseId}`)).status).toBe(404);
  });

  test('is told of it neither as a conflict nor as a relative', async () => {
    const victim = await makeCase(server.url, agent);
    const name = `Accused Canary ${randomUUID().slice(0, 8)}`;
    const accused = await makeCase(server.url, agent, { person: { name, dateOfBirth: '1980-05-05' } });
    const { body, revision } = sectionOf(victim, 'people');
    const perpetrator = {
      ...{ personId: 'p1', kind: 'alleged_perpetrator', name, dateOfBirth: '1980-05-05' },
      ...{ phone: null, relation: 'ex_partner', whereabouts: null, access: null, weapons: null, orders: null },
      ...{ school: null, note: null },
    };
    await valueFrom(
      ask(agent, 'PUT', `/cases/${victim.row.caseId}/sections`, {
        ...{ section: 'people', revision, body: { ...body, people: [perpetrator] } },
      }),
    );
    await exclude(coordinator, victim, lead.agentId);
    const search = { by: 'name_and_birth', name, dateOfBirth: '1980-05-05' };
    const found = await valueFrom(ask<{ conflict: boolean }>(lead, 'POST', '/cases/find', search));
    expect(found.conflict).toBe(false);
    const told = await valueFrom(ask<{ conflicts: unknown[] }>(lead, 'GET', `/cases/${accused.row.caseId}/conflicts`));
    expect(told.conflicts).toEqual([]);
    const child = await makeCase(server.url, agent);
    const link = { clientId: randomUUID(), reference: victim.row.reference, relation: 'parent', bothAgreed: null };
    await valueFrom(ask(agent, 'POST', `/cases/${child.row.caseId}/links`, link));
    const { links } = await valueFrom(ask<{ links: CaseLink[] }>(lead, 'GET', `/cases/${child.row.caseId}/links`));
    expect(links).toEqual([]);
  });
});

test('a case that is not there for them is told by no sign of a conflict, whatever they write or open', async () => {
  const birth = { dateOfBirth: '1980-05-05' };
  const accused = (name: string) => ({
    ...{ personId: 'p1', kind: 'alleged_perpetrator', name, ...birth, phone: null, relation: 'ex_partner' },
    ...{ whereabouts: null, access: null, weapons: null, orders: null, school: null, note: null },
  });
  type Saved = { conflict: boolean };
  const save = async (who: SignedIn, caseId: string, section: 'people' | 'person', change: object) => {
    const { case: view } = await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${caseId}`));
    const { body, revision } = sectionOf(view, section);
    const sent = { section, revision, body: { ...body, ...change } };
    return valueFrom(ask<Saved>(who, 'PUT', `/cases/${caseId}/sections`, sent));
  };
  const [hers, his] = [`Her Canary ${randomUUID()}`, `His Canary ${randomUUID()}`];
  const victim = await makeCase(server.url, agent, { person: { name: hers, ...birth } });
  await save(agent, victim.row.caseId, 'people', { people: [accused(his)] });
  const told = async (who: SignedIn) => {
    const made = await makeCase(server.url, who, { person: { name: his, ...birth } });
    const { caseId } = made.row;
    const opened = (await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${caseId}`))).case;
    const { conflict: ofPerson } = await save(who, caseId, 'person', { note: 'canary' });
    const second = await makeCase(server.url, who);
    const { conflict: ofPeople } = await save(who, second.row.caseId, 'people', { people: [accused(hers)] });
    const { conflict: ofContact } = await valueFrom(ask<Saved>(who, 'POST', `/cases/${caseId}/contacts`, aContact()));
    return [made.conflict, opened.conflict, ofPerson, ofPeople, ofContact];
  };
  expect(await told(colleague)).toEqual([true, true, true, true, true]);
  await exclude(coordinator, victim, colleague.agentId);
  expect(await told(colleague)).toEqual([false, false, false, false, false]);
  // Nor does it say that somebody of this name comes again.
  const again = async (who: SignedIn) =>
    (await makeCase(server.url, who, { person: { name: hers, ...birth } })).row.repeat;
  expect(await again(colleague)).toBeNull();
  expect(await again(agent)).toBe('earlier_case');
});

test('nor by another case of the person, from when they are kept out or are given it', async () => {
  const person = { name: `Again Canary ${randomUUID()}`, dateOfBirth: '1980-05-05' };
  const earlier = await makeCase(server.url, colleague, { person });
  const { caseId } = (await makeCase(server.url, agent, { person })).row;
  const row = async (who: SignedIn) =>
    (await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${caseId}`))).case.row;
  const given = async (ownerId: string) => {
    const { revision } = await row(coordinator);
    await valueFrom(ask(coordinator, 'POST', `/cases/${caseId}/allocate`, { revision, ownerId, overCap: true }));
  };
  expect((await row(agent)).repeat).toBe('earlier_case');
  await exclude(coordinator, earlier, agent.agentId);
  expect((await row(agent)).repeat).toBeNull();
  await given(colleague.agentId);
  expect((await row(colleague)).repeat).toBe('earlier_case');
  await given(agent.agentId);
  expect((await row(agent)).repeat).toBeNull();
});

test('nor by the timeline of a relative’s case, which tells others of the link', async () => {
  const [mother, child] = [await makeCase(server.url, agent), await makeCase(server.url, agent)];
  const link = { clientId: randomUUID(), reference: mother.row.reference, relation: 'parent', bothAgreed: null };
  await valueFrom(ask(agent, 'POST', `/cases/${child.row.caseId}/links`, link));
  await exclude(coordinator, mother, lead.agentId);
  const timeline = async (who: SignedIn) =>
    (await valueFrom(ask<{ events: CaseEvent[] }>(who, 'GET', `/cases/${child.row.caseId}/timeline`))).events;
  const [told, hidden] = [await timeline(coordinator), await timeline(lead)];
  const about = { kind: 'case', id: mother.row.caseId };
  expect(told).toContainEqual(expect.objectContaining({ kind: 'relative_linked', about }));
  expect(hidden.map(({ kind }) => kind)).toEqual(
    told.map(({ kind }) => kind).filter((kind) => kind !== 'relative_linked'),
  );
  expect(JSON.stringify(hidden)).not.toContain(mother.row.caseId);
});

describe('two cases out of which together all are kept who could lead them', () => {
  const reason = { error: { code: 'conflict', details: { reason: 'last_who_leads' } } };
  const supervisors = () => Promise.all([0, 1].map((index) => signIn(server.url, server.account('supervisor', index))));

  test('are not proposed for one person', async () => {
    const [into, other] = await twice();
    for (const { agentId } of await supervisors()) await exclude(coordinator, into, agentId);
    await exclude(coordinator, other, lead.agentId);
    const proposal = { clientId: randomUUID(), reference: other.row.reference, basis: 'name_and_birth' };
    const path = `/cases/${into.row.caseId}/merge`;
    expect((await ask(agent, 'POST', path, { ...proposal, reason: 'canary: one' })).body).toMatchObject(reason);
  });

  test('are not joined either where it is so since they were proposed', async () => {
    const [into, other] = await twice();
    for (const { agentId } of await supervisors()) await exclude(coordinator, into, agentId);
    const approvalId = await proposeMerge(into, other);
    await exclude(coordinator, other, lead.agentId);
    expect((await approve(coordinator, approvalId)).body).toMatchObject(reason);
    const path = `/cases/${other.row.caseId}`;
    const { case: view } = await valueFrom(ask<{ case: CaseView }>(coordinator, 'GET', path));
    expect(view.row.state).toBe('open');
    expect((await ask(lead, 'GET', `/cases/${into.row.caseId}`)).status).toBe(200);
  });
});

describe('an owner who turns out to know somebody of the case', () => {
  const open = async (caseId: string) =>
    (await valueFrom(ask<{ case: CaseView }>(coordinator, 'GET', `/cases/${caseId}`))).case;
  const due = async (who: SignedIn, caseId: string) =>
    (await valueFrom(ask<{ cases: CaseRow[] }>(who, 'GET', '/cases?owner=nobody'))).cases.find(
      (row) => row.caseId === caseId,
    )?.nextDue?.kind ?? null;

  test('leaves it with nobody, where coordinator and supervisor see and hear it until somebody has it', async () => {
    const supervisor = await signIn(server.url, server.account('supervisor'));
    const desks = await Promise.all(
      ['coordinator', 'supervisor', 'safeguarding_lead'].map((role) => asAgent(server.url, server.account(role))),
    );
    const [coordinating, supervising, leading] = desks;
    const view = await makeCase(server.url, agent);
    const { caseId } = view.row;
    const isIt = ({ alert }: { alert: Alert }) => alert.kind === 'case_without_owner' && alert.caseId === caseId;
    await exclude(coordinator, view, lead.agentId);
    await exclude(coordinator, view, agent.agentId);
    for (const desk of [coordinating, supervising]) await desk?.next('alert:raised', isIt);
    for (const who of [coordinator, supervisor]) expect(await due(who, caseId)).toBe('no_owner');
    // Whoever must not know of the case is not told that it has nobody.
    expect((await leading?.ask('desk:open', {}))?.alerts.some((alert) => isIt({ alert }))).toBe(false);

    const left = await open(caseId);
    expect(left).toMatchObject({ row: { owner: null }, formerOwner: { agentId: agent.agentId, name: agent.name } });
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(coordinator, 'GET', `/cases/${caseId}/timeline`));
    expect(events[0]).toMatchObject({
      ...{ kind: 'worker_excluded', about: { kind: 'account', id: agent.agentId } },
      codes: { from: agent.agentId, to: '' },
    });

    const given = { revision: left.row.revision, ownerId: colleague.agentId };
    await valueFrom(ask(coordinator, 'POST', `/cases/${caseId}/allocate`, given));
    await coordinating?.next('alert:raised', (told) => isIt(told) && told.alert.closedAt !== null);
    expect(await open(caseId)).toMatchObject({ row: { nextDue: null }, formerOwner: null });
    for (const desk of desks) desk.close();
  });

  test('through a merge as well', async () => {
    const [into, other] = await twice();
    const approvalId = await proposeMerge(into, other);
    await exclude(coordinator, other, agent.agentId);
    expect(await due(coordinator, other.row.caseId)).toBe('no_owner');
    expect((await approve(coordinator, approvalId)).status).toBe(200);
    expect(await open(into.row.caseId)).toMatchObject({
      ...{ row: { owner: null, nextDue: { kind: 'no_owner' } }, formerOwner: { agentId: agent.agentId } },
    });
  });
});

test('a concern about a case that they must not know is neither in their list nor opened by them', async () => {
  const view = await makeCase(server.url, agent);
  const raising = { clientId: randomUUID(), kind: 'adult', text: 'canary: it is about her', conversationId: null };
  const { concern } = await valueFrom(
    ask<{ concern: { concernId: string } }>(agent, 'POST', '/concerns', { ...raising, caseId: view.row.caseId }),
  );
  await exclude(coordinator, view, lead.agentId);
  const { concerns } = await valueFrom(ask<{ concerns: { concernId: string }[] }>(lead, 'GET', '/concerns'));
  expect.soft(concerns.map(({ concernId }) => concernId)).not.toContain(concern.concernId);
  expect.soft((await ask(lead, 'POST', `/concerns/${concern.concernId}/open`)).status).toBe(404);
});

test('a duplicate in a case that is not yours says its reference and whom to ask, and nothing of the person', async () => {
  const person = { name: 'Duplicate Canary', dateOfBirth: '1991-11-11' };
  const theirs = await makeCase(server.url, colleague, { person });
  const mine = await makeCase(server.url, agent, { person });
  const found = await valueFrom(
    ask<{ duplicates: { row: CaseRow }[]; others: unknown[] }>(agent, 'GET', `/cases/${mine.row.caseId}/duplicates`),
  );
  expect(found).toMatchObject({
    duplicates: [],
    others: [{ reference: theirs.row.reference, owner: { agentId: colleague.agentId } }],
  });
});
