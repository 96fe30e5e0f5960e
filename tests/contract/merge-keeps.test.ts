import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let agent: SignedIn;
let coordinator: SignedIn;

beforeAll(async () => {
  server = await startServer();
  agent = await signIn(server.url, server.account('agent', 0));
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterAll(() => server?.close());

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const open = async ({ row }: CaseView) =>
  (await valueFrom(ask<{ case: CaseView }>(agent, 'GET', `/cases/${row.caseId}`))).case;
const propose = (into: CaseView, other: CaseView, clientId = randomUUID()) =>
  ask<{ approval: Approval }>(agent, 'POST', `/cases/${into.row.caseId}/merge`, {
    ...{ clientId, reference: other.row.reference, basis: 'name_and_birth', reason: 'canary: the same person' },
  });
async function merge(into: CaseView, other: CaseView): Promise<void> {
  const { approval } = await valueFrom(propose(into, other));
  const answer = { decision: 'approve', answer: 'Yes.' };
  await valueFrom(ask(coordinator, 'POST', `/approvals/${approval.approvalId}/decide`, answer));
}

let people = 0;
async function many(count: number): Promise<CaseView[]> {
  people += 1;
  const person = { name: `Merging Canary ${people}`, dateOfBirth: '1983-07-07' };
  const made: CaseView[] = [];
  for (let each = 0; each < count; each += 1) made.push(await makeCase(server.url, agent, { person }));
  return made;
}

test('the risk that stood in either case stands in what they became: nobody lowered it', async () => {
  const [into, other] = (await many(2)) as [CaseView, CaseView];
  const { assessment } = await valueFrom(
    ask<{ assessment: AssessmentView }>(agent, 'POST', '/assessments', {
      ...{ clientId: randomUUID(), tool: 'domestic_abuse_risk', caseId: other.row.caseId },
    }),
  );
  await valueFrom(
    ask(agent, 'POST', `/assessments/${assessment.row.assessmentId}/level`, {
      ...{ clientId: randomUUID(), from: 'not_assessed', to: 'high', reason: 'canary: what she told me' },
    }),
  );
  await merge(into, other);
  expect((await open(into)).row.risk).toBe('high');
  await valueFrom(
    ask<{ row: CaseRow }>(coordinator, 'POST', `/cases/${other.row.caseId}/unmerge`, { reason: 'canary: two' }),
  );
  expect((await open(into)).row.risk).toBe('high');
});

test('a case that others became part of is not hidden in a third', async () => {
  const [root, middle, part] = (await many(3)) as [CaseView, CaseView, CaseView];
  await merge(middle, part);
  const refused = await propose(root, middle);
  expect(refused.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'has_parts' } } });
  await merge(middle, root);
  expect((await open(middle)).mergedFrom).toHaveLength(2);
});

test('what was proposed since one of the two took in a third is not approved any more', async () => {
  const [root, middle, part] = (await many(3)) as [CaseView, CaseView, CaseView];
  const { approval } = await valueFrom(propose(root, middle));
  await merge(middle, part);
  const late = await ask(coordinator, 'POST', `/approvals/${approval.approvalId}/decide`, {
    ...{ decision: 'approve', answer: 'Yes.' },
  });
  expect(late.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'has_parts' } } });
});

test('another proposal under a clientId that was used is a conflict, and not the first one', async () => {
  const [into, one, another] = (await many(3)) as [CaseView, CaseView, CaseView];
  const clientId = randomUUID();
  const first = await valueFrom(propose(into, one, clientId));
  expect((await valueFrom(propose(into, one, clientId))).approval.approvalId).toBe(first.approval.approvalId);
  expect((await propose(into, another, clientId)).body).toMatchObject({ error: { code: 'conflict' } });
});
