import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { ToolRow } from '../../shared/protocol/http/tools.ts';
import { shippedTools } from '../../shared/reference/tools/shipped-tools.ts';
import { assessmentsAt } from '../support/assessments.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let agent: SignedIn;
let administrator: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  agent = await signIn(server.url, server.account('agent', 0));
  administrator = await signIn(server.url, server.account('administrator'));
});
afterAll(() => server?.close());

const load = (who: SignedIn, definition: unknown) =>
  askAs<{ tool: ToolRow }>(server.url, who, 'POST', '/tools', { definition });
const tools = async (who: SignedIn) =>
  (await valueFrom(askAs<{ tools: ToolRow[] }>(server.url, who, 'GET', '/tools'))).tools;
const inForce = async (code: string) =>
  (await tools(agent)).find((each) => each.code === code && each.inForce)?.version;

function licensed(version: string, change: Partial<ToolDefinition> = {}): ToolDefinition {
  const shipped = shippedTools.find(({ code }) => code === 'stalking_screening');
  if (!shipped) throw new Error('The shipped tool is gone.');
  const wording = { kind: 'licensed' as const, licence: 'Licence 17 of 2026, for this service alone' };
  const topics = shipped.topics.map((each) => ({ ...each, licensedText: `Their words for ${each.id}` }));
  return { ...shipped, version, wording, topics, ...change };
}

describe('the tools of a service', () => {
  test('are those that are shipped, each with its source and its follow-up tools', async () => {
    const shipped = (await tools(agent)).filter((each) => each.shipped);
    expect(shipped.map(({ code }) => code)).toEqual(shippedTools.map(({ code }) => code));
    expect(shipped.every(({ inForce: holds, source }) => holds && source !== '')).toBe(true);
    expect(shipped.find(({ code }) => code === 'domestic_abuse_risk')?.followUps).toContain('stalking_screening');
  });

  test('a version that was loaded is begun with; the shipped one stays available, and what was begun keeps its own', async () => {
    const the = assessmentsAt(server.url);
    const { row } = await makeCase(server.url, agent);
    const before = await the.started(agent, { caseId: row.caseId, tool: 'stalking_screening' });
    const { tool } = await valueFrom(load(administrator, licensed('licensed-1')));
    expect(tool).toMatchObject({ wording: 'licensed', shipped: false, loadedBy: { name: administrator.name } });
    expect(await inForce('stalking_screening')).toBe('licensed-1');
    const { row: other } = await makeCase(server.url, agent);
    const begun = await the.started(agent, { caseId: other.caseId, tool: 'stalking_screening' });
    expect(begun.definition.topics[1]?.licensedText).toBe('Their words for frightened');
    const { row: third } = await makeCase(server.url, agent);
    const version = before.row.tool.version;
    const ours = await the.started(agent, { caseId: third.caseId, tool: 'stalking_screening', version });
    expect(ours.row.tool.version).toBe(version);
    expect((await the.opened(agent, before.row.assessmentId)).row.tool.version).toBe(version);
  });

  test('one that is retired is begun with no more, and stays readable', async () => {
    await valueFrom(load(administrator, licensed('licensed-2')));
    const path = '/tools/stalking_screening/licensed-2';
    await valueFrom(askAs(server.url, administrator, 'POST', `${path}/retire`));
    expect(await inForce('stalking_screening')).not.toBe('licensed-2');
    const read = await valueFrom(askAs<{ definition: ToolDefinition }>(server.url, agent, 'GET', path));
    expect(read.definition.version).toBe('licensed-2');
    const { row } = await makeCase(server.url, agent);
    const the = assessmentsAt(server.url);
    const late = await the.start(agent, { caseId: row.caseId, tool: 'stalking_screening', version: 'licensed-2' });
    expect(late.status).toBe(400);
  });

  test('one whose licence has run out gives way to the shipped one', async () => {
    await valueFrom(load(administrator, licensed('over', { validFrom: '2020-01-01', validTo: '2021-01-01' })));
    expect(await inForce('stalking_screening')).not.toBe('over');
  });
});

describe('looking at a file before it is loaded', () => {
  type Tried = { definition: ToolDefinition | null; faults: { path: string; message: string }[]; standing: string };
  const look = (definition: unknown, who = administrator) =>
    askAs<Tried & { inForce: string | null }>(server.url, who, 'POST', '/tools/check', { definition });

  test('says what is in it and which version it would follow, and loads nothing', async () => {
    const before = await inForce('stalking_screening');
    const tried = await valueFrom(look(licensed('looked-at')));
    expect(tried).toMatchObject({ faults: [], standing: 'new', inForce: before });
    expect(tried.definition?.topics[0]?.licensedText).toBeDefined();
    expect((await tools(agent)).some(({ version }) => version === 'looked-at')).toBe(false);
  });

  test('names each fault by its place, as loading would', async () => {
    const tried = await valueFrom(look({ ...licensed('x'), validFrom: 'soon', surprise: 1 }));
    expect(tried.definition).toBeNull();
    expect(tried.faults.map(({ path }) => path)).toEqual(expect.arrayContaining(['validFrom', '']));
  });

  test('knows a version that is there, word for word or not', async () => {
    await valueFrom(load(administrator, licensed('there')));
    expect((await valueFrom(look(licensed('there')))).standing).toBe('same');
    expect((await valueFrom(look(licensed('there', { title: 'Another' })))).standing).toBe('taken');
    expect((await valueFrom(look(shippedTools[0]))).standing).toBe('same');
  });

  test('takes a file of some hundred kilobytes, and no more', async () => {
    const before = ['x'.repeat(900), 'y'.repeat(900)];
    const topics = licensed('large').topics.map((each) => ({ ...each, licensedText: 'w'.repeat(900) }));
    expect((await look(licensed('large', { before, topics, purpose: 'p'.repeat(900) }))).status).toBe(200);
    expect((await look({ text: 'z'.repeat(100_000) })).status).toBe(200);
    expect((await look({ text: 'z'.repeat(600_000) })).body).toMatchObject({ error: { code: 'too_large' } });
  });

  test('[A1] is the administrator’s alone', async () => {
    expect((await look(licensed('mine'), agent)).status).toBe(403);
  });
});

describe('loading a version', () => {
  const refused = async (definition: unknown) => {
    const { status, body } = await load(administrator, definition);
    expect(status).toBe(400);
    return body.ok ? [] : (body.error.details?.issues ?? []);
  };

  test.each([
    ['no definition at all', 'a text', /^definition: Write an object/],
    [
      'a topic without an answer',
      { ...licensed('x'), topics: [{ id: 'a', group: 'who', text: 'b' }] },
      /topics\[0\]\.answer: This is missing/,
    ],
    [
      'a rule on a topic that is not there',
      licensed('x', { topics: licensed('x').topics.slice(0, 3) }),
      /rules\[\d+\]\.when\[0\]\.of: There is no topic/,
    ],
    [
      'a promise',
      licensed('x', {
        rules: [{ ...(licensed('x').rules[0] as ToolDefinition['rules'][number]), because: 'They are safe now.' }],
      }),
      /Do not write "safe"/,
    ],
    [
      'an offer of a tool that nobody has',
      licensed('x', {
        rules: licensed('x').rules.map((each) => ({
          ...each,
          effects: [{ do: 'offer_tool' as const, tool: 'tarot' }],
        })),
      }),
      /There is no tool "tarot"/,
    ],
  ])('with %s is refused in sentences that name the place', async (_what, definition, sentence) => {
    const issues = await refused(definition);
    expect(issues.map(({ path, message }) => `${path}: ${message}`).join('\n')).toMatch(sentence);
  });

  test('never replaces one: the same again is the same, another under its version is a conflict', async () => {
    const first = licensed('once');
    await valueFrom(load(administrator, first));
    await valueFrom(load(administrator, first));
    const other = await load(administrator, { ...first, title: 'Another' });
    expect(other.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'version_exists' } } });
    const [shipped] = shippedTools;
    const ours = await load(administrator, { ...shipped, title: 'Another' });
    expect(ours.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'shipped_version' } } });
  });

  test('[A1] is the administrator’s alone', async () => {
    expect((await load(agent, licensed('mine'))).status).toBe(403);
    const lead = await signIn(server.url, server.account('safeguarding_lead'));
    expect((await load(lead, licensed('mine'))).status).toBe(403);
  });
});
