import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { CaseEvent, CaseView } from '../../shared/protocol/http/cases.ts';
import { assessmentsAt, countedYes, no, said, yes } from '../support/assessments.ts';
import { askAs, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let the: ReturnType<typeof assessmentsAt>;
/** Has what the tool asks for; the colleague has not. */
let agent: SignedIn;
let colleague: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  the = assessmentsAt(server.url);
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(() => server?.close());

const openCase = async (caseId: string) =>
  (await valueFrom(askAs<{ case: CaseView }>(server.url, lead, 'GET', `/cases/${caseId}`))).case;
const risk = async (caseId: string) => (await openCase(caseId)).row.risk;
const approvals = async (who: SignedIn) =>
  (await valueFrom(askAs<{ approvals: Approval[] }>(server.url, who, 'GET', '/approvals'))).approvals;
const decide = (who: SignedIn, approvalId: string, decision: 'approve' | 'refuse') =>
  askAs<{ approval: Approval }>(server.url, who, 'POST', `/approvals/${approvalId}/decide`, {
    decision,
    answer: 'Read, and talked about.',
  });

/** An assessment of a case, raised to high by the agent who began it. */
async function raisedToHigh() {
  const { row: ofCase } = await makeCase(server.url, agent);
  const { caseId } = ofCase;
  const begun = await the.started(agent, { caseId });
  const { assessmentId } = begun.row;
  await valueFrom(the.level(agent, assessmentId, { from: 'not_assessed', to: 'high', reason: 'She fears tonight.' }));
  return { caseId, assessmentId };
}

const lowering = { from: 'high', to: 'medium', reason: 'He is in prison until May.' };

describe('raising the level', () => {
  test('by judgement takes one person and a reason; the case follows, and its timeline says why', async () => {
    const { caseId, assessmentId } = await raisedToHigh();
    expect(await risk(caseId)).toBe('high');
    const { row, levels } = await the.opened(agent, assessmentId);
    expect(row).toMatchObject({ level: 'high', levelBy: 'judgement', band: null });
    expect(levels).toMatchObject([
      { from: 'not_assessed', to: 'high', by: 'judgement', reason: 'She fears tonight.', who: { name: agent.name } },
    ]);
    const { events } = await valueFrom(
      askAs<{ events: CaseEvent[] }>(server.url, lead, 'GET', `/cases/${caseId}/timeline`),
    );
    expect(events.find(({ kind }) => kind === 'risk_changed')).toMatchObject({
      codes: { from: 'not_assessed', to: 'high', by: 'judgement' },
      text: 'She fears tonight.',
    });
  });

  test('without a reason is refused', async () => {
    const { row } = await makeCase(server.url, agent);
    const begun = await the.started(agent, { caseId: row.caseId });
    const refused = await the.level(agent, begun.row.assessmentId, { from: 'not_assessed', to: 'high', reason: ' ' });
    expect(refused.status).toBe(400);
  });

  test('by the tool comes the moment fourteen are reached, with ten that nobody has asked', async () => {
    const { row } = await makeCase(server.url, agent);
    const begun = await the.started(agent, { caseId: row.caseId });
    const { assessmentId } = begun.row;
    const thirteen = await the.answered(agent, assessmentId, countedYes(begun, 13));
    expect(thirteen).toMatchObject({ row: { level: 'not_assessed' }, reading: { band: null, couldReach: 'high' } });
    const fourteen = await the.answered(agent, assessmentId, countedYes(begun, 14).slice(13));
    expect(fourteen).toMatchObject({
      row: { level: 'high', levelBy: 'tool' },
      reading: { band: 'high', unanswered: 10 },
    });
    expect(fourteen.reading.fired.map(({ ruleId }) => ruleId)).toContain('visible_high_risk');
    expect(await risk(row.caseId)).toBe('high');
  });

  test('a tool that comes out lower leaves what judgement has raised', async () => {
    const { caseId, assessmentId } = await raisedToHigh();
    const begun = await the.opened(agent, assessmentId);
    await the.answered(
      agent,
      assessmentId,
      countedYes(begun, 24).map((each) => ({ ...each, answer: no })),
    );
    const { row } = await the.opened(agent, assessmentId);
    const finished = await valueFrom(the.finish(agent, row));
    expect(finished.assessment).toMatchObject({ row: { band: 'standard', level: 'high' } });
    expect(finished.assessment.reading.said).toContain('does not mean that the person is out of danger');
    expect(await risk(caseId)).toBe('high');
  });
});

describe('lowering the level', () => {
  test('is proposed by one and takes effect with the yes of another', async () => {
    const { caseId, assessmentId } = await raisedToHigh();
    const proposed = await valueFrom(the.level(agent, assessmentId, lowering));
    expect(proposed.assessment).toMatchObject({
      row: { level: 'high' },
      lowering: { proposedBy: { name: agent.name } },
    });
    expect(await risk(caseId)).toBe('high');
    const approvalId = proposed.assessment.lowering?.approvalId ?? '';
    const read = await valueFrom(
      askAs<{ reason: string; facts: { name: string; value: string }[] }>(
        server.url,
        lead,
        'POST',
        `/approvals/${approvalId}/open`,
      ),
    );
    expect(read.reason).toBe(lowering.reason);
    expect(read.facts).toContainEqual({ name: 'from', value: 'high' });
    expect((await decide(agent, approvalId, 'approve')).status).toBe(403);
    await valueFrom(decide(lead, approvalId, 'approve'));
    expect(await risk(caseId)).toBe('medium');
    const after = await the.opened(agent, assessmentId);
    expect(after).toMatchObject({ row: { level: 'medium' }, lowering: null });
    expect(after.levels.at(-1)).toMatchObject({
      to: 'medium',
      who: { name: agent.name },
      approvedBy: { name: lead.name },
    });
  });

  test('a lead who proposes it cannot agree to it either', async () => {
    const { caseId, assessmentId } = await raisedToHigh();
    const { assessment } = await valueFrom(the.level(lead, assessmentId, lowering));
    const own = await decide(lead, assessment.lowering?.approvalId ?? '', 'approve');
    expect(own.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'own_proposal' } } });
    expect(await risk(caseId)).toBe('high');
  });

  test('has no effect where it was refused, and is proposed once at a time', async () => {
    const { caseId, assessmentId } = await raisedToHigh();
    const clientId = randomUUID();
    const { assessment } = await valueFrom(the.level(agent, assessmentId, { ...lowering, clientId }));
    const again = await valueFrom(the.level(agent, assessmentId, { ...lowering, clientId }));
    expect(again.assessment.lowering).toEqual(assessment.lowering);
    const second = await the.level(lead, assessmentId, lowering);
    expect(second.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'already_proposed' } } });
    await valueFrom(decide(coordinator, assessment.lowering?.approvalId ?? '', 'refuse'));
    expect(await risk(caseId)).toBe('high');
  });

  test('agreed to before the level was raised again has no effect', async () => {
    const { row } = await makeCase(server.url, agent);
    const { assessmentId } = (await the.started(agent, { caseId: row.caseId })).row;
    const raise = (from: string, to: string) => the.level(agent, assessmentId, { from, to, reason: 'New marks.' });
    await valueFrom(raise('not_assessed', 'medium'));
    const down = { from: 'medium', to: 'standard', reason: 'Moved away.' };
    const { assessment } = await valueFrom(the.level(agent, assessmentId, down));
    await valueFrom(raise('medium', 'high'));
    const late = await decide(lead, assessment.lowering?.approvalId ?? '', 'approve');
    expect(late.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'changed_meanwhile' } } });
    expect(await risk(row.caseId)).toBe('high');
    expect((await approvals(lead)).map(({ approvalId }) => approvalId)).toContain(assessment.lowering?.approvalId);
  });

  test('from what somebody read before it was raised is refused', async () => {
    const { assessmentId } = await raisedToHigh();
    const stale = await the.level(agent, assessmentId, { ...lowering, from: 'medium', to: 'standard' });
    expect(stale.body).toMatchObject({ error: { details: { reason: 'changed_meanwhile', level: 'high' } } });
  });

  test('by two is not undone by an answer that says nothing more of danger', async () => {
    const { row } = await makeCase(server.url, agent);
    const begun = await the.started(agent, { caseId: row.caseId });
    const { assessmentId } = begun.row;
    await the.answered(agent, assessmentId, countedYes(begun, 14));
    const { assessment } = await valueFrom(the.level(agent, assessmentId, lowering));
    await valueFrom(decide(lead, assessment.lowering?.approvalId ?? '', 'approve'));
    const saved = await the.answered(agent, assessmentId, [said('police_history', no)]);
    expect(saved.row).toMatchObject({ band: 'high', level: 'medium' });
    expect(await risk(row.caseId)).toBe('medium');
  });
});

describe('finishing', () => {
  test('takes the qualification of the tool; without it topics may still be noted', async () => {
    const { row: ofCase } = await makeCase(server.url, colleague);
    const begun = await the.started(colleague, { caseId: ofCase.caseId });
    const { assessmentId } = begun.row;
    expect(begun.qualification).toEqual({ code: 'dash', held: false, until: null });
    const saved = await the.answered(colleague, assessmentId, [said('weapon', yes)]);
    const refused = await the.finish(colleague, saved.row);
    expect(refused.body).toMatchObject({
      error: { code: 'conflict', details: { reason: 'not_qualified', qualification: 'dash' } },
    });
    const finished = await valueFrom(the.finish(lead, saved.row));
    expect(finished.assessment.row).toMatchObject({ state: 'finished', finishedBy: { name: lead.name } });
    const late = await the.answer(colleague, assessmentId, [said('isolated', yes)]);
    expect(late.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'finished' } } });
  });

  test('sets the day it is looked at again, and a new one shows what differs from the last', async () => {
    const { row: ofCase } = await makeCase(server.url, agent);
    const { caseId } = ofCase;
    const first = await the.started(agent, { caseId });
    const saved = await the.answered(agent, first.row.assessmentId, [said('weapon', no)]);
    const finished = await valueFrom(the.finish(agent, saved.row));
    expect(finished.assessment.review.dueAt).not.toBeNull();
    expect((await openCase(caseId)).due).toContainEqual({
      kind: 'assessment_review',
      at: finished.assessment.review.dueAt,
    });
    const second = await the.started(agent, { caseId });
    await the.answered(agent, second.row.assessmentId, [said('weapon', yes)]);
    const { previous } = await the.opened(agent, second.row.assessmentId);
    expect(previous).toMatchObject({
      assessmentId: first.row.assessmentId,
      differences: [{ topicId: 'weapon', before: no, after: yes }],
    });
  });

  test('of a risk tool, or a judgement, is the look that an order which ran out asked for', async () => {
    const view = await makeCase(server.url, agent);
    const { caseId } = view.row;
    const order = { orderId: 'o1', kind: 'non_molestation', from: '2026-01-01', until: '2026-02-01', note: null };
    const body = { ...sectionOf(view, 'justice').body, orders: [order] };
    const section = { section: 'justice', revision: 0, body };
    await valueFrom(askAs(server.url, agent, 'PUT', `/cases/${caseId}/sections`, section));
    const dues = async () => (await openCase(caseId)).due.map(({ kind }) => kind);
    expect(await dues()).toContain('risk_due_again');
    const { row } = await the.started(agent, { caseId });
    await valueFrom(the.finish(agent, row));
    expect(await dues()).toEqual(['assessment_review']);
  });

  test('what somebody changed meanwhile is looked at before it is finished', async () => {
    const { row: ofCase } = await makeCase(server.url, agent);
    const { row } = await the.started(agent, { caseId: ofCase.caseId });
    await the.answered(lead, row.assessmentId, [said('weapon', yes)]);
    const refused = await the.finish(agent, row);
    expect(refused.body).toMatchObject({ error: { details: { reason: 'changed_meanwhile', changedBy: lead.name } } });
  });
});

describe('a grade of the police', () => {
  test('is noted as theirs, with its date, changes nothing, and says where it is above ours', async () => {
    const { row: ofCase } = await makeCase(server.url, agent);
    const { assessmentId } = (await the.started(agent, { caseId: ofCase.caseId })).row;
    const graded = { clientId: randomUUID(), tool: 'dara', grade: 'high', gradedOn: '2026-01-05' };
    await valueFrom(the.policeGrade(agent, assessmentId, graded));
    const { assessment } = await valueFrom(the.policeGrade(agent, assessmentId, graded));
    expect(assessment.police).toMatchObject([{ tool: 'dara', grade: 'high', gradedOn: '2026-01-05' }]);
    expect(assessment).toMatchObject({ row: { level: 'not_assessed' }, policeAbove: true });
    expect(await risk(ofCase.caseId)).toBe('not_assessed');
    const future = await the.policeGrade(agent, assessmentId, {
      ...graded,
      clientId: randomUUID(),
      gradedOn: '2999-01-01',
    });
    expect(JSON.stringify(future.body)).toMatch(/in the future/);
  });
});
