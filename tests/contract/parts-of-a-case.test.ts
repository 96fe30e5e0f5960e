/** Cases that became part of another, and conversations that became part of a case, are of one person: nothing is lost. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MaracReferral } from '../../shared/protocol/guidance.ts';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import type { Guidance } from '../../shared/protocol/http/guidance.ts';
import { assessmentsAt, countedYes } from '../support/assessments.ts';
import { askAs, type Method, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline, type Worker } from '../support/helpline.ts';
import { abusedCase, join } from '../support/joined-cases.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let tools: ReturnType<typeof assessmentsAt>;
let agent: SignedIn;
let colleague: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  tools = assessmentsAt(server.url);
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(async () => {
  await at?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn, method: Method, path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const open = async (caseId: string, who = agent) =>
  (await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${caseId}`))).case;
const riskOf = async (caseId: string, who = agent) => (await open(caseId, who)).row.risk;
const guidanceOn = async (caseId: string) =>
  (await valueFrom(ask<{ guidance: Guidance }>(agent, 'GET', `/cases/${caseId}/guidance`))).guidance;
const refer = (caseId: string) => {
  const referral = { clientId: randomUUID(), panel: 'marac_kent', basis: 'agreed', said: 'She knows' };
  return ask<{ referral: MaracReferral }>(agent, 'POST', `/cases/${caseId}/marac`, referral);
};
const listed = async (who: SignedIn, query: string) =>
  (await valueFrom(ask<{ cases: CaseRow[] }>(who, 'GET', `/cases?${query}`))).cases.map(({ caseId }) => caseId);

describe('a case that became part of another', () => {
  let intoId: string;
  let otherId: string;
  let other: CaseView;
  beforeEach(async () => {
    const into = await abusedCase(server.url, agent);
    other = await abusedCase(server.url, colleague);
    [intoId, otherId] = [into.row.caseId, other.row.caseId];
  });
  const joinThem = async () => join(server.url, [agent, coordinator], await open(intoId), other);

  test('raises the one that stays with what is answered in it, in the same step', async () => {
    const begun = await tools.started(colleague, { caseId: otherId });
    await joinThem();
    await tools.answered(colleague, begun.row.assessmentId, countedYes(begun, 14));
    expect([await riskOf(otherId), await riskOf(intoId)]).toEqual(['high', 'high']);
    expect(await listed(lead, 'risk=high')).toContain(intoId);
  });

  test('raises it by judgement as well, and stands there as the level of the person', async () => {
    await joinThem();
    const { row } = await tools.started(colleague, { caseId: otherId });
    const { assessment } = await valueFrom(
      tools.level(colleague, row.assessmentId, {
        from: 'not_assessed',
        to: 'high',
        reason: 'What she says of tonight',
      }),
    );
    expect(assessment.standing).toBe('high');
    expect(await riskOf(intoId)).toBe('high');
  });

  test('is read with it: assessments, answers about pathways and referrals to a panel', async () => {
    const begun = await tools.started(colleague, { caseId: otherId });
    const refused = { clientId: randomUUID(), pathway: 'marac', outcome: 'refused', chosen: null, why: null };
    await tools.answered(colleague, begun.row.assessmentId, countedYes(begun, 14));
    await valueFrom(ask(colleague, 'POST', `/cases/${otherId}/pathways`, { ...refused, saidNoReason: true }));
    await joinThem();
    const { assessments } = await valueFrom(tools.list(agent, `caseId=${intoId}`));
    expect(assessments.map(({ assessmentId }) => assessmentId)).toEqual([begun.row.assessmentId]);
    expect((await open(intoId)).due.map(({ kind }) => kind)).toContain('marac_disclosure');
    const again = await tools.start(agent, { caseId: intoId });
    expect(again.body).toMatchObject({ error: { details: { reason: 'open_already' } } });
    const { pathways } = await guidanceOn(intoId);
    expect(pathways.find(({ pathway }) => pathway === 'marac')?.answered).toMatchObject({ outcome: 'refused' });
  });

  test('has one open referral to a panel with it, moved from either, and what it ends is ended in both', async () => {
    const refused = { clientId: randomUUID(), pathway: 'marac', outcome: 'refused', chosen: null, why: null };
    const { row } = await tools.started(colleague, { caseId: otherId });
    const high = { from: 'not_assessed', to: 'high', reason: 'He said he would kill her' };
    await valueFrom(tools.level(colleague, row.assessmentId, high));
    await valueFrom(ask(colleague, 'POST', `/cases/${otherId}/pathways`, { ...refused, saidNoReason: true }));
    await joinThem();
    const { referral } = await valueFrom(refer(intoId));
    expect((await open(intoId)).due.map(({ kind }) => kind)).not.toContain('marac_disclosure');
    expect((await open(otherId)).due.map(({ kind }) => kind)).not.toContain('marac_disclosure');
    const second = await refer(otherId);
    const details = { reason: 'already_referred', referralId: referral.referralId };
    expect(second.body).toMatchObject({ error: { code: 'conflict', details } });
  });

  test('keeps its own referral, which is seen and moved from the case that stays', async () => {
    const { referral } = await valueFrom(
      ask<{ referral: MaracReferral }>(colleague, 'POST', `/cases/${otherId}/marac`, {
        ...{ clientId: randomUUID(), panel: 'marac_kent', basis: 'agreed', said: 'She knows' },
      }),
    );
    await joinThem();
    expect((await guidanceOn(intoId)).marac.map(({ referralId }) => referralId)).toEqual([referral.referralId]);
    expect((await refer(intoId)).body).toMatchObject({ error: { details: { reason: 'already_referred' } } });
    const path = `/cases/${intoId}/marac/${referral.referralId}/moves`;
    const received = { cause: 'receive', revision: referral.revision, said: null };
    const moved = await valueFrom(ask<{ referral: MaracReferral }>(agent, 'POST', path, received));
    expect(moved.referral.state).toBe('received');
  });

  test('brings who works on it, who have what was theirs alone when it is taken apart', async () => {
    await joinThem();
    expect((await open(intoId, colleague)).workers.map(({ agentId }) => agentId)).toContain(colleague.agentId);
    expect(await listed(colleague, 'state=open')).toContain(intoId);
    await valueFrom(ask(coordinator, 'POST', `/cases/${otherId}/unmerge`, { reason: 'Two sisters' }));
    expect((await ask(colleague, 'GET', `/cases/${intoId}`)).status).toBe(404);
    expect((await open(otherId, colleague)).row.state).toBe('open');
  });

  test('makes a child of the one that stays, where only it knew the age, and its duty is done from there', async () => {
    const unknown = await makeCase(server.url, agent);
    const child = await makeCase(server.url, colleague, { person: { ageBand: '13_15' } });
    const { caseId } = unknown.row;
    await join(server.url, [agent, coordinator], unknown, child);
    expect(sectionOf(await open(caseId), 'person').body).toMatchObject({ ageBand: '13_15' });
    const { age, revision } = await guidanceOn(caseId);
    expect(age.duties.map(({ duty }) => duty)).toEqual(['safeguarding_check']);
    const done = { revision, said: 'Checked with her school' };
    await valueFrom(ask(agent, 'POST', `/cases/${caseId}/duties/safeguarding_check/done`, done));
    expect((await guidanceOn(caseId)).age.duties).toEqual([]);
    expect((await open(child.row.caseId)).due.map(({ kind }) => kind)).not.toContain('age_safeguarding_check');
  });

  test('opens a closed case with it: who is helped now is helped in the case that stays', async () => {
    const { revision } = (await open(intoId)).row;
    await valueFrom(ask(agent, 'POST', `/cases/${intoId}/close`, { revision, reason: 'needs_met', said: 'Well' }));
    await joinThem();
    expect((await open(intoId)).row.state).toBe('open');
  });
});

describe('a conversation that becomes part of a case', () => {
  let worker: Worker;
  beforeAll(async () => {
    worker = await at.staff('agent', 4);
  });
  const highTalk = async () => {
    const { conversationId } = await at.talk({ agent: worker });
    const begun = await tools.started(worker.me, { conversationId });
    await tools.answered(worker.me, begun.row.assessmentId, countedYes(begun, 14));
    return conversationId;
  };
  const link = (caseId: string, body: object) =>
    ask<{ case: CaseView }>(worker.me, 'POST', `/cases/${caseId}/conversations`, { said: 'Yes, add it', ...body });

  test('raises the case that a part belongs to', async () => {
    const [into, other] = [await abusedCase(server.url, worker.me), await abusedCase(server.url, worker.me)];
    await join(server.url, [worker.me, coordinator], into, other);
    await valueFrom(link(other.row.caseId, { conversationId: await highTalk() }));
    expect(await riskOf(into.row.caseId, worker.me)).toBe('high');
    expect(await listed(lead, 'risk=high')).toContain(into.row.caseId);
  });

  test('is not hidden in a closed one: it is opened again with it, in one step, or refused', async () => {
    const { row } = await makeCase(server.url, worker.me);
    const closing = { revision: row.revision, reason: 'needs_met', said: 'Well' };
    await valueFrom(ask(worker.me, 'POST', `/cases/${row.caseId}/close`, closing));
    const begun = await tools.start(worker.me, { caseId: row.caseId });
    expect(begun.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'not_open' } } });
    const conversationId = await highTalk();
    const refused = await link(row.caseId, { conversationId });
    expect(refused.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'not_open' } } });
    const linked = await valueFrom(link(row.caseId, { conversationId, reopen: true }));
    expect(linked.case.row).toMatchObject({ state: 'open', risk: 'high', closedAt: null });
    expect(await listed(worker.me, 'risk=high')).toContain(row.caseId);
  });

  test('stands in the timeline once, however often it is sent', async () => {
    const { row } = await makeCase(server.url, worker.me);
    const { conversationId } = await at.talk({ agent: worker });
    const sent = await Promise.all([link(row.caseId, { conversationId }), link(row.caseId, { conversationId })]);
    expect([...sent, await link(row.caseId, { conversationId })].map(({ status }) => status)).toEqual([200, 200, 200]);
    const path = `/cases/${row.caseId}/timeline`;
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(worker.me, 'GET', path));
    expect(events.filter(({ kind }) => kind === 'conversation_linked')).toHaveLength(1);
  });

  test('high risk that is found in what was begun before opens a case that was closed meanwhile', async () => {
    const { row } = await makeCase(server.url, worker.me);
    const begun = await tools.started(worker.me, { caseId: row.caseId });
    const { revision } = (await open(row.caseId, worker.me)).row;
    const closing = { revision, reason: 'needs_met', said: 'Well' };
    await valueFrom(ask(worker.me, 'POST', `/cases/${row.caseId}/close`, closing));
    await tools.answered(worker.me, begun.row.assessmentId, countedYes(begun, 14));
    expect((await open(row.caseId, worker.me)).row).toMatchObject({ state: 'open', risk: 'high' });
  });
});
