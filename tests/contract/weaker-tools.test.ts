/** A version of a tool with which less danger is seen waits for a safeguarding lead, and so does retiring a stricter one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { Approval, ApprovalContents } from '../../shared/protocol/http/approvals.ts';
import type { ToolRow } from '../../shared/protocol/http/tools.ts';
import { domesticAbuseRisk } from '../../shared/reference/tools/domestic-abuse.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let agent: SignedIn;
let administrator: SignedIn;
let lead: SignedIn;
let coordinator: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  agent = await signIn(server.url, server.account('agent', 0));
  administrator = await signIn(server.url, server.account('administrator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterAll(() => server?.close());

const load = (definition: ToolDefinition) =>
  valueFrom(askAs<{ tool: ToolRow }>(server.url, administrator, 'POST', '/tools', { definition }));
const retire = (version: string) =>
  valueFrom(
    askAs<{ tool: ToolRow }>(server.url, administrator, 'POST', `/tools/domestic_abuse_risk/${version}/retire`),
  );
const inForce = async () =>
  (await valueFrom(askAs<{ tools: ToolRow[] }>(server.url, agent, 'GET', '/tools'))).tools.find(
    ({ code, inForce: holds }) => code === 'domestic_abuse_risk' && holds,
  )?.version;
const approvals = async (who: SignedIn) =>
  (await valueFrom(askAs<{ approvals: Approval[] }>(server.url, who, 'GET', '/approvals'))).approvals;
const factsIn = async (who: SignedIn, approvalId: string) =>
  (await valueFrom(askAs<ApprovalContents>(server.url, who, 'POST', `/approvals/${approvalId}/open`))).facts;
/** The proposal about this version, in the tray of whoever may see it. */
async function waiting(who: SignedIn, version: string): Promise<Approval | undefined> {
  for (const each of await approvals(who)) {
    if (each.kind !== 'tool_version') continue;
    const facts = await factsIn(who, each.approvalId);
    if (facts.some(({ name, value }) => name === 'version' && value === version)) return each;
  }
  return undefined;
}
const decide = (who: SignedIn, approvalId: string, decision: 'approve' | 'refuse') =>
  askAs(server.url, who, 'POST', `/approvals/${approvalId}/decide`, { decision, answer: 'Read and compared.' });

function highFrom(from: number, version: string, lackingAtMost = 4): ToolDefinition {
  const { bands } = domesticAbuseRisk;
  if (bands === null) throw new Error('The shipped tool has no bands.');
  const levels = bands.levels.map((each) => (each.band === 'high' ? { ...each, from } : each));
  return { ...domesticAbuseRisk, version, bands: { ...bands, levels, lackingAtMost } };
}

describe('a version that sees less', () => {
  test('is not begun with before a lead has agreed, who reads in words what it sees less', async () => {
    const file = highFrom(24, 'later', 23);
    const tried = await valueFrom(
      askAs<{ weaker: string[] }>(server.url, administrator, 'POST', '/tools/check', { definition: file }),
    );
    expect(tried.weaker).toHaveLength(2);
    const tool = await load(file);
    expect(tool.tool).toMatchObject({ decision: 'waiting', inForce: false });
    expect(await inForce()).toBe(domesticAbuseRisk.version);
    const { caseId } = (await makeCase(server.url, agent)).row;
    const early = await assessmentsAt(server.url).start(agent, { caseId, version: 'later' });
    expect(early.status).toBe(400);

    expect(await waiting(coordinator, 'later')).toBeUndefined();
    const own = await waiting(administrator, 'later');
    expect(own).toMatchObject({ kind: 'tool_version', yours: false });
    expect((await decide(administrator, own?.approvalId ?? '', 'approve')).status).toBe(403);
    const approvalId = (await waiting(lead, 'later'))?.approvalId ?? '';
    const facts = await factsIn(lead, approvalId);
    expect(facts.filter(({ name }) => name === 'weaker').map(({ value }) => value)).toEqual([
      '14 answers of yes would give medium. Today they give high.',
      'It would give a grade while 23 topics lack an answer. Today it is 4 at the most.',
    ]);
    await valueFrom(decide(lead, approvalId, 'approve'));
    expect(await inForce()).toBe('later');
    await retire('later');
    expect(await inForce()).toBe(domesticAbuseRisk.version);
  });

  test('that a lead refused is never in force, and the same file again does not ask again', async () => {
    const definition = highFrom(20, 'refused');
    await load(definition);
    await valueFrom(decide(lead, (await waiting(lead, 'refused'))?.approvalId ?? '', 'refuse'));
    expect((await load(definition)).tool).toMatchObject({ decision: 'refused', inForce: false });
    expect(await waiting(lead, 'refused')).toBeUndefined();
  });

  test('agreed to against another version than the one in force by then has no effect', async () => {
    await load(highFrom(16, 'overtaken'));
    const approvalId = (await waiting(lead, 'overtaken'))?.approvalId ?? '';
    await load(highFrom(11, 'sooner'));
    expect(await inForce()).toBe('sooner');
    const late = await decide(lead, approvalId, 'approve');
    expect(late.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'changed_meanwhile' } } });
    expect(await inForce()).toBe('sooner');
  });

  test('comes back by retiring a stricter one only with a lead as well', async () => {
    await load(highFrom(12, 'looser'));
    await valueFrom(decide(lead, (await waiting(lead, 'looser'))?.approvalId ?? '', 'approve'));
    const asked = await retire('looser');
    expect(asked.tool).toMatchObject({ retiring: false, retiredAt: expect.any(String) });
    expect(await inForce()).toBe('sooner');
    expect((await retire('sooner')).tool).toMatchObject({ retiring: true, retiredAt: null });
    expect(await inForce()).toBe('sooner');
    await valueFrom(decide(lead, (await waiting(lead, 'sooner'))?.approvalId ?? '', 'approve'));
    expect(await inForce()).toBe(domesticAbuseRisk.version);
  });
});
