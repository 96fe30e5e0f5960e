/** What waits for a second person is a supervisor's where it is about a case or a conversation of their team. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { DisclosureRow } from '../../shared/protocol/http/disclosures.ts';
import { type AccountsOffice, openAccountsOffice } from '../support/accounts-office.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, type Method, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let office: AccountsOffice;
/** Of two teams, each with its supervisor. */
let agent: SignedIn;
let theirAgent: SignedIn;
let supervisor: SignedIn;
let theirSupervisor: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  office = await openAccountsOffice(server.config);
  const [first, third] = [server.account('agent', 1), server.account('agent', 3)];
  const { agentId } = await signIn(server.url, first);
  await office.accounts.setRole(agentId, 'supervisor', { id: 'test', role: 'administrator' });
  theirSupervisor = await signIn(server.url, first);
  theirAgent = await signIn(server.url, third);
  agent = (await at.staff('agent')).me;
  [supervisor, coordinator, lead] = await Promise.all([
    signIn(server.url, server.account('supervisor')),
    signIn(server.url, server.account('coordinator')),
    signIn(server.url, server.account('safeguarding_lead')),
  ]);
  expect([theirSupervisor.role, theirSupervisor.teamId]).toEqual(['supervisor', theirAgent.teamId]);
  expect(theirAgent.teamId).not.toBe(agent.teamId);
});
afterAll(async () => {
  await at?.tidy();
  await at?.close();
  await office?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const inTray = async (who: SignedIn, approvalId: string) =>
  (await valueFrom(ask<{ approvals: Approval[] }>(who, 'GET', '/approvals'))).approvals.find(
    (each) => each.approvalId === approvalId,
  ) ?? null;
const decide = (who: SignedIn, approvalId: string) =>
  ask(who, 'POST', `/approvals/${approvalId}/decide`, { decision: 'approve', answer: 'Yes.' });

async function seenBy(approvalId: string, who: SignedIn, others: readonly SignedIn[]): Promise<void> {
  expect(await inTray(who, approvalId)).toMatchObject({ yours: true });
  expect((await ask(who, 'POST', `/approvals/${approvalId}/open`)).status).toBe(200);
  for (const other of others) {
    expect(await inTray(other, approvalId)).toBeNull();
    expect((await ask(other, 'POST', `/approvals/${approvalId}/open`)).status).toBe(404);
    expect((await decide(other, approvalId)).status).toBe(404);
  }
}

async function lowered(who: SignedIn): Promise<{ readonly caseId: string; readonly approvalId: string }> {
  const { caseId } = (await makeCase(server.url, who)).row;
  const the = assessmentsAt(server.url);
  const { assessmentId } = (await the.started(who, { caseId })).row;
  await valueFrom(the.level(who, assessmentId, { from: 'not_assessed', to: 'high', reason: 'canary: he said so' }));
  await valueFrom(the.level(who, assessmentId, { from: 'high', to: 'medium', reason: 'canary: he is in prison' }));
  const { approvals } = await valueFrom(ask<{ approvals: Approval[] }>(who, 'GET', '/approvals'));
  const approvalId = approvals.find(({ subject }) => subject.id === assessmentId)?.approvalId ?? '';
  return { caseId, approvalId };
}

async function disclosed(who: SignedIn, about: object): Promise<string> {
  const { disclosure } = await valueFrom(
    ask<{ disclosure: DisclosureRow }>(who, 'POST', '/disclosures', {
      ...{ clientId: randomUUID(), conversationId: null, caseId: null, concernId: null, alertId: null },
      ...{ emergency: false, madeAt: null, reason: 'child_at_risk', lawfulBasis: 'public_task' },
      ...{ specialCategory: 'safeguarding', recipient: 'police', recipientName: 'The desk', what: 'canary: it' },
      ...{ why: 'canary: because', told: 'not_told', whyNotTold: 'no_time', toldCardIds: [], ...about },
    }),
  );
  return disclosure.approvalId;
}

describe('a supervisor decides what is of the team', () => {
  test('of a case of theirs; the coordinator and the lead whatever is theirs by kind', async () => {
    const { approvalId } = await lowered(theirAgent);
    await seenBy(approvalId, theirSupervisor, [supervisor]);
    for (const who of [coordinator, lead]) expect(await inTray(who, approvalId)).toMatchObject({ yours: true });
    expect((await decide(theirSupervisor, approvalId)).status).toBe(200);
  });

  test('of a conversation of theirs', async () => {
    const { conversationId } = await at.talk();
    const approvalId = await disclosed(agent, { conversationId });
    await seenBy(approvalId, supervisor, [theirSupervisor]);
    expect(await inTray(coordinator, approvalId)).toBeNull();
    expect((await decide(lead, approvalId)).status).toBe(200);
  });

  test('from when on the case is theirs, and no longer', async () => {
    const { caseId, approvalId } = await lowered(agent);
    await seenBy(approvalId, supervisor, [theirSupervisor]);
    const { case: view } = await valueFrom(
      ask<{ case: { row: { revision: number } } }>(coordinator, 'GET', `/cases/${caseId}`),
    );
    const given = { revision: view.row.revision, ownerId: theirAgent.agentId };
    await valueFrom(ask(coordinator, 'POST', `/cases/${caseId}/allocate`, given));
    await seenBy(approvalId, theirSupervisor, [supervisor]);
  });

  test('and never their own, which they see and may take back', async () => {
    const { caseId } = (await makeCase(server.url, theirSupervisor)).row;
    const approvalId = await disclosed(theirSupervisor, { caseId });
    expect(await inTray(theirSupervisor, approvalId)).toMatchObject({ yours: false });
    expect((await decide(theirSupervisor, approvalId)).body).toMatchObject({
      error: { details: { reason: 'own_proposal' } },
    });
    expect((await ask(theirSupervisor, 'POST', `/approvals/${approvalId}/withdraw`)).status).toBe(200);
  });

  test('but not that a case of their team and one of another are one person’s', async () => {
    const person = { name: `Teams Canary ${randomUUID().slice(0, 8)}`, dateOfBirth: '1979-03-31' };
    const [into, other] = [
      await makeCase(server.url, agent, { person }),
      await makeCase(server.url, theirAgent, { person }),
    ];
    const { approval } = await valueFrom(
      ask<{ approval: Approval }>(agent, 'POST', `/cases/${into.row.caseId}/merge`, {
        ...{ clientId: randomUUID(), reference: other.row.reference, basis: 'name_and_birth', reason: 'canary: one' },
      }),
    );
    await seenBy(approval.approvalId, coordinator, [supervisor, theirSupervisor]);
    expect((await decide(coordinator, approval.approvalId)).status).toBe(200);
  });
});
