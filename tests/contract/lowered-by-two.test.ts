/** Nobody lowers a level of risk alone, by whatever path, and what two people lowered rises again with what they did not know. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rankOfLevel, type StandingLevel } from '../../shared/domain/risk-level.ts';
import type { AssessmentView, CaseLevel } from '../../shared/protocol/assessment.ts';
import type { Approval, ApprovalContents } from '../../shared/protocol/http/approvals.ts';
import { assessmentsAt, countedYes, no, said, yes } from '../support/assessments.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let the: ReturnType<typeof assessmentsAt>;
let agent: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  the = assessmentsAt(server.url);
  agent = await signIn(server.url, server.account('agent', 0));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterAll(() => server?.close());

const levelOf = async (caseId: string, who = agent) =>
  (await valueFrom(askAs<{ level: CaseLevel }>(server.url, who, 'GET', `/cases/${caseId}/level`))).level;
const setOnCase = (who: SignedIn, caseId: string, change: Readonly<Record<string, unknown>>) =>
  askAs<{ level: CaseLevel }>(server.url, who, 'POST', `/cases/${caseId}/level`, { clientId: randomUUID(), ...change });
const read = (who: SignedIn, approvalId: string) =>
  valueFrom(askAs<ApprovalContents>(server.url, who, 'POST', `/approvals/${approvalId}/open`));
const decide = (who: SignedIn, approvalId: string, decision: 'approve' | 'refuse' = 'approve') =>
  askAs<{ approval: Approval }>(server.url, who, 'POST', `/approvals/${approvalId}/decide`, {
    ...{ decision, answer: 'Read, and talked about.' },
  });

const down = { from: 'high', to: 'standard', reason: 'He is in prison until May.' };

/** A case that fourteen yes made high, with a tool beside it in which nothing was answered. */
async function fourteenYes() {
  const { caseId } = (await makeCase(server.url, agent)).row;
  const abuse = await the.started(agent, { caseId });
  await the.answered(agent, abuse.row.assessmentId, countedYes(abuse, 14));
  const hate = await the.started(agent, { caseId, tool: 'hate_strands' });
  return { caseId, abuse, hate };
}

/** One counted topic more than so many. */
const oneMore = (abuse: AssessmentView, after: number) => countedYes(abuse, after + 1).slice(after);

describe('lowering a level', () => {
  test('is refused in a tool that it did not come from, and proposed on the case with every tool in words', async () => {
    const { caseId, abuse, hate } = await fourteenYes();
    expect(await the.opened(agent, hate.row.assessmentId)).toMatchObject({ standing: 'high', raisedHere: false });
    const there = await the.level(agent, hate.row.assessmentId, down);
    expect(there.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'raised_elsewhere' } } });
    expect((await levelOf(caseId)).cameFrom).toMatchObject([{ assessmentId: abuse.row.assessmentId, state: 'open' }]);

    const { level } = await valueFrom(setOnCase(agent, caseId, down));
    expect(level).toMatchObject({ standing: 'high', lowering: { proposedBy: { name: agent.name } } });
    const { approval, facts } = await read(lead, level.lowering?.approvalId ?? '');
    expect(approval).toMatchObject({ caseId, subject: { kind: 'case', id: caseId } });
    const told = facts.filter(({ name }) => name === 'assessment').map(({ value }) => value);
    expect(told).toContainEqual(
      expect.stringMatching(
        /^Domestic abuse: risk, begun on .+ \(still being filled in\): its level stands at high\. 14 yes of 24/,
      ),
    );
    expect(told).toContainEqual(expect.stringMatching(/^Hate crime.*no level stands from it\. 0 of 10 answered/));
    expect(facts.some(({ name, value }) => name === 'rule' && value.startsWith('Domestic abuse: risk: '))).toBe(true);
  });

  test('by two holds for what they knew; with one more yes the level is high again, on the case and at once', async () => {
    const { caseId, abuse } = await fourteenYes();
    const { level } = await valueFrom(setOnCase(agent, caseId, down));
    await valueFrom(decide(lead, level.lowering?.approvalId ?? ''));
    expect(await levelOf(caseId)).toMatchObject({ standing: 'standard', lowering: null });
    const { assessmentId } = abuse.row;
    const lowered = await the.opened(agent, assessmentId);
    expect(lowered).toMatchObject({ row: { level: 'standard' }, standing: 'standard' });
    expect(lowered.levels.at(-1)).toMatchObject({ from: 'high', to: 'standard', approvedBy: { name: lead.name } });

    // The same again, with a note: nothing that they did not know.
    const [first] = countedYes(lowered, 1);
    const note = first && { ...first, note: 'She said so again.' };
    await the.answered(agent, assessmentId, note ? [note] : []);
    expect((await levelOf(caseId)).standing).toBe('standard');
    await the.answered(agent, assessmentId, [said('others_threaten', no)]);
    expect((await levelOf(caseId)).standing).toBe('standard');

    const more = oneMore(await the.opened(agent, assessmentId), 14);
    expect(await the.answered(agent, assessmentId, more)).toMatchObject({ row: { level: 'high', levelBy: 'tool' } });
    expect((await levelOf(caseId)).standing).toBe('high');
  });

  test('by two does not hold for a tool that is filled in anew', async () => {
    const { caseId, abuse } = await fourteenYes();
    const { level } = await valueFrom(setOnCase(agent, caseId, down));
    await valueFrom(decide(lead, level.lowering?.approvalId ?? ''));
    await valueFrom(the.finish(agent, (await the.opened(agent, abuse.row.assessmentId)).row));
    expect((await levelOf(caseId)).standing).toBe('standard');
    const anew = await the.started(agent, { caseId });
    await the.answered(agent, anew.row.assessmentId, countedYes(anew, 14));
    expect((await levelOf(caseId)).standing).toBe('high');
  });

  test('of a person with two cases is one lowering, with the tools of both in it and both lowered', async () => {
    const person = { name: `Canary ${randomUUID()}`, dateOfBirth: '1979-03-31' };
    const into = (await makeCase(server.url, agent, { person })).row;
    const part = (await makeCase(server.url, agent, { person })).row;
    const abuse = await the.started(agent, { caseId: part.caseId });
    await the.answered(agent, abuse.row.assessmentId, countedYes(abuse, 14));
    const merge = { clientId: randomUUID(), reference: part.reference, basis: 'name_and_birth', reason: 'One person.' };
    const asked = await valueFrom(
      askAs<{ approval: Approval }>(server.url, agent, 'POST', `/cases/${into.caseId}/merge`, merge),
    );
    await valueFrom(decide(lead, asked.approval.approvalId));
    expect(await levelOf(into.caseId)).toMatchObject({
      ...{ standing: 'high', cameFrom: [{ assessmentId: abuse.row.assessmentId }] },
    });
    const { level } = await valueFrom(setOnCase(agent, into.caseId, down));
    const approvalId = level.lowering?.approvalId ?? '';
    expect((await levelOf(part.caseId)).lowering).toEqual(level.lowering);
    const { facts } = await read(lead, approvalId);
    expect(facts.some(({ name, value }) => name === 'assessment' && value.includes('14 yes of 24'))).toBe(true);
    await valueFrom(decide(lead, approvalId));
    expect((await levelOf(into.caseId)).standing).toBe('standard');
    const opened = await the.opened(agent, abuse.row.assessmentId);
    expect(opened.row.level).toBe('standard');
    await the.answered(agent, abuse.row.assessmentId, oneMore(opened, 14));
    expect((await levelOf(into.caseId)).standing).toBe('high');
  });

  test('has no effect where more was answered with yes since it was proposed, in whichever tool', async () => {
    const { caseId, hate } = await fourteenYes();
    const { level } = await valueFrom(setOnCase(agent, caseId, down));
    await the.answered(agent, hate.row.assessmentId, [said('because_of_who', yes)]);
    const late = await decide(lead, level.lowering?.approvalId ?? '');
    expect(late.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'changed_meanwhile' } } });
    expect((await levelOf(caseId)).standing).toBe('high');
  });

  test('is not possible to one person by any path, in whatever order they try', async () => {
    const step = fc.constantFrom(
      ...(['yes', 'no', 'finish', 'raise', 'lower_here', 'lower_beside', 'lower_on_case', 'approve', 'anew'] as const),
    );
    const to = fc.constantFrom('standard', 'medium', 'high');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, to), { minLength: 4, maxLength: 10 }), async (steps) => {
        const alone = await byOne(lead);
        let before: StandingLevel = 'high';
        for (const [what, level] of steps) {
          await alone.try(what, level);
          const { standing } = await levelOf(alone.caseId, lead);
          expect(rankOfLevel(standing)).toBeGreaterThanOrEqual(rankOfLevel(before));
          before = standing;
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

/** Somebody who may decide as well as propose, and has nobody else. */
async function byOne(who: SignedIn) {
  const { caseId } = (await makeCase(server.url, who)).row;
  let abuse = await the.started(who, { caseId });
  await the.answered(who, abuse.row.assessmentId, countedYes(abuse, 14));
  const beside = await the.started(who, { caseId, tool: 'hate_strands' });
  const newest = () => the.opened(who, abuse.row.assessmentId);
  const moves: Readonly<Record<string, (to: string) => Promise<unknown>>> = {
    yes: async () => the.answer(who, abuse.row.assessmentId, countedYes(await newest(), 16)),
    no: async () => {
      const all = countedYes(await newest(), 24).map((each) => ({ ...each, answer: no }));
      return the.answer(who, abuse.row.assessmentId, all);
    },
    finish: async () => the.finish(who, (await newest()).row),
    raise: (level) => the.level(who, beside.row.assessmentId, { from: 'high', to: level, reason: 'I think so.' }),
    lower_here: (level) => the.level(who, abuse.row.assessmentId, { ...down, to: level }),
    lower_beside: (level) => the.level(who, beside.row.assessmentId, { ...down, to: level }),
    lower_on_case: (level) => setOnCase(who, caseId, { ...down, to: level }),
    approve: async () => {
      const { lowering } = await levelOf(caseId, who);
      return lowering === null ? null : decide(who, lowering.approvalId);
    },
    anew: async () => {
      const begun = await the.start(who, { caseId });
      if (begun.body.ok) abuse = begun.body.value.assessment;
    },
  };
  return { caseId, try: (what: string, to: string) => moves[what]?.(to) };
}
