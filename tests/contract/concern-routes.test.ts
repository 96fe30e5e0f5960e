import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { type ConversationDoc, conversationsSpec } from '../../server/conversations/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { alertsSpec, concernsSpec } from '../../server/safeguarding/index.ts';
import type { ConcernRow } from '../../shared/protocol/http/concerns.ts';
import { type Api, apiOf } from '../support/api.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let ask: Api;
let database: Database;
let lead: SignedIn;
let supervisor: SignedIn;
let coordinator: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  ask = apiOf(server.url);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  lead = (await at.staff('safeguarding_lead')).me;
  supervisor = await signIn(server.url, server.account('supervisor'));
  coordinator = await signIn(server.url, server.account('coordinator'));
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await database.close();
  await server.close();
});

const once = () => randomUUID();
const concern = (change: object = {}) => ({
  ...{
    clientId: once(),
    kind: 'child',
    text: 'Canary: two small children in the flat',
    conversationId: null,
    caseId: null,
  },
  ...change,
});
const raise = (body: object, who: SignedIn | null = coordinator) => ask('POST', '/concerns', who, body);
async function raised(change: object = {}, who: SignedIn = coordinator): Promise<ConcernRow> {
  const { status, body } = await raise(concern(change), who);
  expect(status).toBe(200);
  return body.value.concern;
}
const step = ({ concernId, revision }: ConcernRow, body: object, who: SignedIn = lead) =>
  ask('POST', `/concerns/${concernId}/steps`, who, { clientId: once(), revision, ...body });
async function stepped(row: ConcernRow, body: object, who: SignedIn = lead): Promise<ConcernRow> {
  const { status, body: answer } = await step(row, body, who);
  expect([status, answer.error]).toEqual([200, undefined]);
  return answer.value.concern;
}
const open = async (concernId: string, who: SignedIn = lead) =>
  (await ask('POST', `/concerns/${concernId}/open`, who)).body;
const list = async (query = '', who: SignedIn = lead): Promise<ConcernRow[]> =>
  (await ask('GET', `/concerns${query}`, who)).body.value.concerns;
const audited = (id: string) =>
  database
    .collection(auditSpec)
    .find({ 'target.id': id }, { sort: { at: 1 } })
    .toArray();

describe('raising a concern', () => {
  test('[P1] [A2] by hand: a lead is called, the words are sealed, and who read them is on record', async () => {
    const row = await raised();
    expect(row).toMatchObject({ state: 'open', source: 'by_hand', kind: 'child', owner: null });
    const doc = await database.collection<{ _id: string }>(concernsSpec).findOne({ _id: row.concernId });
    expect(JSON.stringify([doc, await list()])).not.toContain('Canary');
    expect((await open(row.concernId)).value).toMatchObject({ text: concern().text, steps: [{ kind: 'raised' }] });
    const alerts = database.collection<{ _id: string; causeId: string; kind: string }>(alertsSpec);
    expect(await alerts.findOne({ causeId: `concern:${row.concernId}` })).toMatchObject({ kind: 'concern_raised' });
    const records = await audited(row.concernId);
    expect(records).toMatchObject([
      { action: 'concern.raise', actor: { id: coordinator.agentId } },
      { action: 'concern.read', actor: { id: lead.agentId } },
    ]);
    expect(JSON.stringify(records)).not.toContain('Canary');
  });

  test('from a conversation: by who is in it, and the conversation is kept as long as a record of a person', async () => {
    const { agent, conversationId } = await at.talk();
    const row = await raised({ conversationId }, agent.me);
    expect(row).toMatchObject({ source: 'conversation', conversationId });
    const stranger = await signIn(server.url, server.account('agent', 1));
    expect((await raise(concern({ conversationId }), stranger)).status).toBe(404);
    await agent.ask('conversation:end', { clientId: once(), conversationId, reason: 'completed' });
    await agent.ask('wrap-up:save', { conversationId, outcomes: [], crimeTypes: [], risk: 'none', done: true });
    const doc = await database.collection<ConversationDoc>(conversationsSpec).findOne({ _id: conversationId });
    expect((doc?.purgeAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(6 * 365 * 86_400_000);
  });

  test('sent again it is the same concern; with another content it is a conflict', async () => {
    const body = concern();
    const [one, two] = await Promise.all([raise(body), raise(body)]);
    expect(two?.body).toEqual(one?.body);
    expect((await raise({ ...body, text: 'Else' })).body.error).toMatchObject({ code: 'conflict' });
  });

  test('an emergency is one at once, and shows every step of it', async () => {
    const { agent, conversationId } = await at.talk();
    const { alert } = await agent.ask('emergency:raise', { clientId: once(), conversationId, kind: 'child' });
    const { alertId } = alert;
    const changes = [
      { field: 'step', code: 'call_999', was: null, now: true },
      { field: 'place', was: null, now: 'Canary Street' },
    ] as const;
    await agent.ask('emergency:update', { clientId: once(), alertId, changes: [...changes] });
    const [row] = await list(`?conversationId=${conversationId}`);
    expect(row).toMatchObject({ kind: 'emergency', source: 'emergency', alertId, raisedBy: { name: agent.me.name } });
    const { emergency } = (await open(row?.concernId ?? '')).value;
    expect(emergency).toMatchObject([
      { by: { name: agent.me.name }, field: 'step', step: 'call_999', now: 'done' },
      { field: 'place', step: null, now: 'Canary Street' },
    ]);
  });

  test('under 13 and something sexual opens a child-protection record, whoever asks how often (H10)', async () => {
    const { agent, conversationId } = await at.talk({ preChat: { topic: 'partner_or_family' } });
    await agent.ask('age:set', { clientId: once(), conversationId, ageBand: 'under_13' });
    const form = { conversationId, outcomes: [], risk: 'none' as const, done: false };
    await agent.ask('wrap-up:save', { ...form, crimeTypes: ['burglary_home'] });
    expect(await list(`?conversationId=${conversationId}`)).toEqual([]);
    for (const _time of [1, 2]) await agent.ask('wrap-up:save', { ...form, crimeTypes: ['da_sexual'] });
    expect(await list(`?conversationId=${conversationId}`)).toMatchObject([
      { kind: 'child_protection', source: 'age_rule', state: 'open' },
    ]);
    const said = await at.talk({ agent: await at.staff('agent', 2), preChat: { topic: 'sexual', ageBand: '13_15' } });
    await said.agent.ask('age:set', { clientId: once(), conversationId: said.conversationId, ageBand: 'under_13' });
    expect(await list(`?conversationId=${said.conversationId}`)).toMatchObject([{ kind: 'child_protection' }]);
  });
});

describe('deciding', () => {
  test('goes from open to decided to closed, each with its words, its name and its time', async () => {
    const first = await raised();
    const owned = await stepped(first, { kind: 'own', agentId: lead.agentId });
    expect(owned.owner).toEqual({ agentId: lead.agentId, name: lead.name });
    const decided = await stepped(owned, {
      kind: 'decide',
      decisions: ['childrens_services', 'watch'],
      text: 'Because',
    });
    expect(decided).toMatchObject({ state: 'decided', decisions: ['childrens_services', 'watch'] });
    const dueOn = '2027-01-04';
    const acting = await stepped(decided, { kind: 'act', text: 'Ring them', agentId: coordinator.agentId, dueOn });
    const refused = await step(acting, { kind: 'close', closure: 'done', text: 'Over' });
    expect(refused.body.error).toMatchObject({ code: 'conflict', details: { reason: 'actions_open' } });
    const actionId = acting.actions[0]?.actionId;
    const done = await stepped(acting, { kind: 'act_done', actionId, text: 'They have it' });
    const looked = await stepped(done, { kind: 'review', reviewOn: '2027-02-01', text: null });
    expect(looked.reviewOn).toBe('2027-02-01');
    const closed = await stepped(looked, { kind: 'close', closure: 'passed_on', text: 'Children’s services lead' });
    expect(closed).toMatchObject({ state: 'closed', closure: 'passed_on', reviewOn: null });
    const { steps } = (await open(first.concernId)).value;
    expect(steps.map(({ kind, text }: { kind: string; text: string | null }) => [kind, text])).toEqual([
      ['raised', null],
      ['own', null],
      ['decide', 'Because'],
      ['act', 'Ring them'],
      ['act_done', 'They have it'],
      ['review', null],
      ['close', 'Children’s services lead'],
    ]);
    expect((await step(closed, { kind: 'own', agentId: lead.agentId })).body.error.details.reason).toBe('closed');
    expect(await stepped(closed, { kind: 'reopen', text: 'Again' })).toMatchObject({ state: 'open', closure: null });
    const alert = await database.collection<{ _id: string; closedAt: number | null }>(alertsSpec).findOne({
      causeId: `concern:${first.concernId}`,
    } as never);
    expect(alert?.closedAt).not.toBeNull();
  });

  test('closes nothing that nobody has decided, and no child-protection record that was not referred', async () => {
    const row = await raised({ kind: 'child_protection' });
    const close = { kind: 'close', closure: 'not_a_concern', text: 'Thought over' };
    expect((await step(row, close)).body.error.details.reason).toBe('not_decided');
    const watched = await stepped(row, { kind: 'decide', decisions: ['watch'], text: 'Wait' });
    expect((await step(watched, close)).body.error.details.reason).toBe('must_be_referred');
    const referred = await stepped(watched, { kind: 'decide', decisions: ['childrens_services'], text: 'The rule' });
    expect(await stepped(referred, { ...close, closure: 'passed_on' })).toMatchObject({ state: 'closed' });
  });

  test('by two at once: one is told who changed it, and nothing is lost or done twice', async () => {
    const row = await raised();
    const mine = { clientId: once(), kind: 'note', text: 'Mine' };
    const [a, b] = await Promise.all([step(row, mine), step(row, { kind: 'note', text: 'Theirs' }, supervisor)]);
    const lost = [a, b].find(({ status }) => status === 409);
    expect(lost?.body.error).toMatchObject({
      code: 'conflict',
      details: { reason: 'changed_meanwhile', revision: 2, changedBy: expect.any(String) },
    });
    const now = (await open(row.concernId)).value;
    expect(now.steps).toHaveLength(2);
    const again = await step(row, mine);
    if (a?.status === 200) expect(again.body).toEqual(a.body);
    else expect((await step(now.concern, mine)).status).toBe(200);
    expect((await step(row, { ...mine, text: 'Else' })).body.error).toMatchObject({ code: 'conflict' });
  });
});

test('[A1] is the lead’s; a supervisor sees those of the team, a worker raises and does not read', async () => {
  const { agent, conversationId } = await at.talk();
  const ours = await raised({ conversationId }, agent.me);
  const elsewhere = await signIn(server.url, server.account('agent', 1));
  const theirs = await raised({}, elsewhere);
  expect(elsewhere.teamId).not.toBe(supervisor.teamId);
  const seen = (await list('', supervisor)).map(({ concernId }) => concernId);
  expect(seen).toContain(ours.concernId);
  expect(seen).not.toContain(theirs.concernId);
  expect((await ask('POST', `/concerns/${theirs.concernId}/open`, supervisor)).status).toBe(404);
  expect((await step(theirs, { kind: 'note', text: 'x' }, supervisor)).status).toBe(404);
  expect((await ask('POST', `/concerns/${theirs.concernId}/open`, lead)).status).toBe(200);
  for (const role of ['agent', 'coordinator', 'administrator', 'data_protection']) {
    const who = await signIn(server.url, server.account(role));
    expect((await ask('GET', '/concerns', who)).status, role).toBe(403);
    expect((await ask('POST', `/concerns/${ours.concernId}/open`, who)).status, role).toBe(403);
  }
  const admin = await signIn(server.url, server.account('administrator'));
  expect((await raise(concern(), admin)).status).toBe(403);
  expect((await raise(concern({ caseId: once() }))).status).toBe(404);
});
