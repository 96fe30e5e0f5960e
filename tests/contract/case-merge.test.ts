import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Approval, ApprovalContents } from '../../shared/protocol/http/approvals.ts';
import type { CaseLink } from '../../shared/protocol/http/case-relations.ts';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, type Method, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let agent: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer();
  agent = await signIn(server.url, server.account('agent', 0));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);

let people = 0;
/** Two cases of one name and birthday. */
async function twice(who = agent): Promise<[CaseView, CaseView]> {
  people += 1;
  const person = { name: `Robin Canary ${people}`, dateOfBirth: '1988-02-29' };
  return [await makeCase(server.url, who, { person }), await makeCase(server.url, who, { person })];
}

const propose = (who: SignedIn, into: CaseView, other: CaseView, basis = 'name_and_birth') =>
  ask<{ approval: Approval }>(who, 'POST', `/cases/${into.row.caseId}/merge`, {
    ...{ clientId: randomUUID(), reference: other.row.reference, basis, reason: 'canary: the same person, she says' },
  });
const decide = (who: SignedIn, approvalId: string, decision: 'approve' | 'refuse') =>
  ask<{ approval: Approval }>(who, 'POST', `/approvals/${approvalId}/decide`, { decision, answer: 'I rang her.' });
const open = async (who: SignedIn, { row }: CaseView) =>
  (await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${row.caseId}`))).case;

describe('two cases of one person', () => {
  test('are suggested, proposed by one, merged by another, and read as one', async () => {
    const [into, other] = await twice();
    await valueFrom(
      ask(agent, 'POST', `/cases/${other.row.caseId}/notes`, { clientId: randomUUID(), text: 'From before.' }),
    );
    const { duplicates } = await valueFrom(
      ask<{ duplicates: { row: CaseRow; shared: string[] }[] }>(agent, 'GET', `/cases/${into.row.caseId}/duplicates`),
    );
    expect(duplicates).toMatchObject([{ row: { caseId: other.row.caseId }, shared: ['name_and_birth'] }]);
    const { approval } = await valueFrom(propose(agent, into, other));
    expect(approval).toMatchObject({ state: 'proposed', yours: false });
    const opened = await valueFrom(
      ask<ApprovalContents>(coordinator, 'POST', `/approvals/${approval.approvalId}/open`),
    );
    expect(opened).toMatchObject({ reason: 'canary: the same person, she says', approval: { yours: true } });
    expect(opened.facts).toContainEqual({ name: 'other_case', value: other.row.reference });
    await valueFrom(decide(coordinator, approval.approvalId, 'approve'));
    expect(await open(agent, into)).toMatchObject({ mergedFrom: [{ reference: other.row.reference }] });
    expect((await open(agent, other)).row.state).toBe('merged');
    const { events } = await valueFrom(
      ask<{ events: CaseEvent[] }>(agent, 'GET', `/cases/${into.row.caseId}/timeline`),
    );
    expect(events.map(({ text }) => text)).toContain('From before.');
    const found = await valueFrom(
      ask<{ cases: CaseRow[] }>(agent, 'POST', '/cases/find', { by: 'reference', reference: other.row.reference }),
    );
    expect(found.cases.map(({ caseId }) => caseId)).toEqual([into.row.caseId]);
  });

  test('are not merged by the one who proposed it, whatever their role', async () => {
    const [into, other] = await twice(coordinator);
    const { approval } = await valueFrom(propose(coordinator, into, other));
    const refused = await decide(coordinator, approval.approvalId, 'approve');
    expect(refused.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'own_proposal' } } });
    expect((await open(coordinator, other)).row.state).toBe('open');
  });

  test('stay two when the second person refuses, and a refused one is not approved afterwards', async () => {
    const [into, other] = await twice();
    const { approval } = await valueFrom(propose(agent, into, other));
    await valueFrom(decide(lead, approval.approvalId, 'refuse'));
    const late = await decide(coordinator, approval.approvalId, 'approve');
    expect(late.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'over' } } });
    expect((await open(agent, other)).row.state).toBe('open');
  });

  test('are taken apart again, each as it was', async () => {
    const [into, other] = await twice();
    const { approval } = await valueFrom(propose(agent, into, other));
    await valueFrom(decide(coordinator, approval.approvalId, 'approve'));
    const path = `/cases/${other.row.caseId}/unmerge`;
    const { row } = await valueFrom(
      ask<{ row: CaseRow }>(coordinator, 'POST', path, { reason: 'cousins of one name' }),
    );
    expect(row).toMatchObject({ state: 'open', reference: other.row.reference });
    expect((await open(agent, into)).mergedFrom).toEqual([]);
    expect(sectionOf(await open(agent, other), 'person').body).toMatchObject(sectionOf(other, 'person').body);
  });

  test('of which the ages cannot be of one person are never merged, and the second person is told the ages', async () => {
    const cases = await Promise.all(
      [{ birthYear: 1980 }, { birthYear: 1999 }, { ageBand: 'under_13' as const }, { dateOfBirth: '1980-05-05' }].map(
        (person) => makeCase(server.url, agent, { person }),
      ),
    );
    const [one, younger, child, same] = cases;
    if (!one || !younger || !child || !same) throw new Error('Four cases were made.');
    for (const other of [younger, child]) {
      const refused = await propose(agent, one, other, 'person_said');
      expect(refused.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'born_differently' } } });
    }
    const { approval } = await valueFrom(propose(agent, one, same, 'person_said'));
    const path = `/approvals/${approval.approvalId}/open`;
    const { facts } = await valueFrom(ask<ApprovalContents>(coordinator, 'POST', path));
    const ages = facts.filter(({ name }) => name.endsWith('age'));
    expect(ages.map(({ name }) => name)).toEqual(['age', 'other_age']);
    expect(ages[0]?.value).toMatch(/^\d\d or \d\d$/);
    expect(ages[1]?.value).toMatch(/^\d\d$/);
    const { body, revision } = sectionOf(same, 'person');
    const other = { section: 'person', revision, body: { ...body, dateOfBirth: '1990-05-05' } };
    await valueFrom(ask(agent, 'PUT', `/cases/${same.row.caseId}/sections`, other));
    const late = await decide(coordinator, approval.approvalId, 'approve');
    expect(late.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'born_differently' } } });
  });

  test('of which one did harm in the other are never merged, on nobody’s word', async () => {
    const [victim, other] = await twice();
    const { body, revision } = sectionOf(victim, 'people');
    const perpetrator = {
      ...{ personId: 'p1', kind: 'alleged_perpetrator', name: `Robin Canary ${people}`, dateOfBirth: '1988-02-29' },
      ...{ phone: null, relation: 'ex_partner', whereabouts: null, access: null, weapons: null, orders: null },
      ...{ school: null, note: null },
    };
    const saved = await valueFrom(
      ask<{ conflict: boolean }>(agent, 'PUT', `/cases/${victim.row.caseId}/sections`, {
        ...{ section: 'people', revision, body: { ...body, people: [perpetrator] } },
      }),
    );
    expect(saved.conflict).toBe(true);
    const refused = await propose(agent, victim, other, 'person_said');
    expect(refused.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'opposed' } } });
    const asked = await ask(agent, 'GET', `/cases/${victim.row.caseId}/conflicts`);
    expect(asked.status).toBe(403);
    const told = await valueFrom(
      ask<{ conflicts: { reference: string }[] }>(coordinator, 'GET', `/cases/${victim.row.caseId}/conflicts`),
    );
    expect(told.conflicts.map(({ reference }) => reference)).toContain(other.row.reference);
  });
});

describe('relatives', () => {
  test('are clients of their own, and neither may know of the other unless both agreed (E4, H8)', async () => {
    const mother = await makeCase(server.url, agent, { person: { name: 'Canary Mother' } });
    const child = await makeCase(server.url, agent, { person: { name: 'Canary Child', ageBand: '13_15' } });
    const link = { clientId: randomUUID(), reference: child.row.reference, relation: 'child', bothAgreed: null };
    const { links } = await valueFrom(
      ask<{ links: CaseLink[] }>(agent, 'POST', `/cases/${mother.row.caseId}/links`, link),
    );
    expect(links).toMatchObject([{ reference: child.row.reference, relation: 'child', mayKnowOfEachOther: false }]);
    const back = await valueFrom(ask<{ links: CaseLink[] }>(agent, 'GET', `/cases/${child.row.caseId}/links`));
    expect(back.links).toMatchObject([{ reference: mother.row.reference, relation: 'parent' }]);
    const refused = await propose(agent, mother, child, 'person_said');
    expect(refused.body).toMatchObject({ error: { details: { reason: 'related' } } });
  });

  test('[A1] are linked only by who has both cases', async () => {
    const colleague = await signIn(server.url, server.account('agent', 2));
    const mine = await makeCase(server.url, agent);
    const theirs = await makeCase(server.url, colleague);
    const link = { clientId: randomUUID(), reference: theirs.row.reference, relation: 'sibling', bothAgreed: null };
    expect((await ask(agent, 'POST', `/cases/${mine.row.caseId}/links`, link)).status).toBe(400);
  });
});

test('a worker who knows somebody of a case finds nothing of it any more, and is never given it', async () => {
  const view = await makeCase(server.url, agent);
  const { caseId } = view.row;
  await valueFrom(
    ask(agent, 'POST', `/cases/${caseId}/exclusions`, { agentId: agent.agentId, reason: 'my neighbour' }),
  );
  expect((await ask(agent, 'GET', `/cases/${caseId}`)).status).toBe(404);
  const { row } = await open(coordinator, view);
  const given = await ask(coordinator, 'POST', `/cases/${caseId}/allocate`, {
    ...{ revision: row.revision, ownerId: agent.agentId, overCap: true },
  });
  expect(given.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'conflict_of_interest' } } });
});
