import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { disclosuresSpec } from '../../server/safeguarding/index.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import type { DisclosureForm, DisclosureRow } from '../../shared/protocol/http/disclosures.ts';
import { type SettingsElsewhere, settingsElsewhere } from '../e2e/support/settings.ts';
import { type Api, apiOf } from '../support/api.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline, type Talk, type Worker } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let ask: Api;
let database: Database;
let settings: SettingsElsewhere;
let lead: Worker;
let supervisor: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  ask = apiOf(server.url);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  settings = await settingsElsewhere(server);
  lead = await at.staff('safeguarding_lead');
  supervisor = await signIn(server.url, server.account('supervisor'));
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await settings.close();
  await database.close();
  await server.close();
});

const once = () => randomUUID();

function form(conversationId: string, change: Partial<DisclosureForm> = {}): DisclosureForm & { clientId: string } {
  return {
    ...{ clientId: once(), conversationId, caseId: null, concernId: null, alertId: null },
    ...{ emergency: false, madeAt: null, reason: 'child_at_risk', lawfulBasis: 'public_task' },
    ...{ specialCategory: 'safeguarding', recipient: 'childrens_services', recipientName: 'The front door team' },
    ...{ what: 'Canary: two small children and where they live', why: 'Canary: he drives drunk with them' },
    ...{ told: 'not_told', whyNotTold: 'unsafe_for_them', toldCardIds: [] },
    ...change,
  };
}

const propose = (who: SignedIn, body: object) => ask('POST', '/disclosures', who, body);
async function proposed(who: SignedIn, body: object): Promise<DisclosureRow> {
  const { status, body: answer } = await propose(who, body);
  expect([status, answer.error]).toEqual([200, undefined]);
  return answer.value.disclosure;
}
const decide = (row: DisclosureRow, decision: string, who: SignedIn) =>
  ask('POST', `/approvals/${row.approvalId}/decide`, who, { decision, answer: 'As the rules say' });
const step = (row: DisclosureRow, body: object, who: SignedIn) =>
  ask('POST', `/disclosures/${row.disclosureId}/steps`, who, { clientId: once(), revision: row.revision, ...body });
const open = (row: DisclosureRow, who: SignedIn) => ask('POST', `/disclosures/${row.disclosureId}/open`, who);
async function now(row: DisclosureRow): Promise<DisclosureRow> {
  return (await open(row, lead.me)).body.value.disclosure;
}
const shared = () => ({ kind: 'make', sharedAt: new Date().toISOString(), text: 'By telephone' });

describe('a disclosure', () => {
  test('[P1] [A2] is proposed by one, approved by another, then made; sealed, and every hand is on record', async () => {
    const { agent, conversationId } = await at.talk();
    const row = await proposed(agent.me, form(conversationId));
    expect(row).toMatchObject({ state: 'proposed', approval: 'awaited', flagged: false, sharedAt: null });
    await lead.next('alert:raised', ({ alert }) => alert.kind === 'disclosure_proposed');

    expect((await step(row, shared(), agent.me)).body.error).toMatchObject({ details: { reason: 'not_approved' } });
    const { body: tray } = await ask('GET', '/approvals', lead.me);
    const waiting = tray.value.approvals.find(
      ({ subject }: { subject: { id: string } }) => subject.id === row.disclosureId,
    );
    expect(waiting).toMatchObject({
      kind: 'disclosure',
      yours: true,
      after: false,
      proposedBy: { name: agent.me.name },
    });
    const { body: contents } = await ask('POST', `/approvals/${row.approvalId}/open`, lead.me);
    expect(contents.value).toMatchObject({ reason: form('').why });
    expect(contents.value.facts).toContainEqual({ name: 'recipient_name', value: 'The front door team' });

    expect((await decide(row, 'approve', agent.me)).status).toBe(403);
    expect((await decide(row, 'approve', lead.me)).status).toBe(200);
    const approved = await now(row);
    expect(approved).toMatchObject({ state: 'approved', approval: 'approved', decidedBy: { name: lead.me.name } });
    const isOver = ({ alert }: { alert: Alert }) => alert.kind === 'disclosure_proposed' && alert.closedAt !== null;
    await lead.next('alert:raised', isOver);
    const { body: made } = await step(approved, shared(), agent.me);
    expect(made.value.disclosure).toMatchObject({ state: 'made', sharedBy: { name: agent.me.name }, flagged: false });
    const outcome = await step(made.value.disclosure, { kind: 'outcome', text: 'They visit today' }, agent.me);
    expect(outcome.body.value.disclosure.hasOutcome).toBe(true);
    const { body: whole } = await open(row, agent.me);
    expect(whole.value).toMatchObject({ what: form('').what, recipientName: 'The front door team' });
    expect(whole.value.steps.map(({ kind }: { kind: string }) => kind)).toEqual([
      'proposed',
      'approved',
      'make',
      'outcome',
    ]);

    const doc = await database.collection<{ _id: string }>(disclosuresSpec).findOne({ _id: row.disclosureId });
    const records = await database
      .collection(auditSpec)
      .find({ 'target.id': row.disclosureId }, { sort: { at: 1 } })
      .toArray();
    expect(JSON.stringify([doc, records])).not.toMatch(/Canary|front door|visit today/);
    const actions = records.map(({ action }) => action).filter((action) => action !== 'disclosure.read');
    expect(actions).toEqual(['disclosure.proposed', 'disclosure.make', 'disclosure.outcome']);
  });

  test('is never approved by who proposed it, whatever their role; a supervisor stands in for the lead', async () => {
    const { conversationId } = await at.talk();
    const row = await proposed(lead.me, form(conversationId));
    expect((await decide(row, 'approve', lead.me)).body.error).toMatchObject({ details: { reason: 'own_proposal' } });
    expect(await now(row)).toMatchObject({ state: 'proposed', decidedBy: null });
    expect((await decide(row, 'approve', supervisor)).status).toBe(200);
    expect(await now(row)).toMatchObject({ state: 'approved', decidedBy: { name: supervisor.name } });
  });

  test('that is refused is not made, and one taken back waits for nobody', async () => {
    const { agent, conversationId } = await at.talk();
    const refused = await proposed(agent.me, form(conversationId));
    await decide(refused, 'refuse', lead.me);
    const after = await now(refused);
    expect(after).toMatchObject({ state: 'refused', approval: 'not_approved' });
    expect((await step(after, shared(), agent.me)).status).toBe(409);
    const back = await proposed(agent.me, form(conversationId));
    expect((await ask('POST', `/approvals/${back.approvalId}/withdraw`, agent.me)).status).toBe(200);
    expect(await now(back)).toMatchObject({ state: 'withdrawn' });
    expect((await decide(back, 'approve', lead.me)).status).toBe(409);
  });

  test('sent again is the same; with another content it is a conflict, and one proposal stands', async () => {
    const { agent, conversationId } = await at.talk();
    const body = form(conversationId);
    const [one, two] = await Promise.all([propose(agent.me, body), propose(agent.me, body)]);
    expect(two?.body).toEqual(one?.body);
    expect((await propose(agent.me, { ...body, what: 'Else' })).body.error).toMatchObject({ code: 'conflict' });
    const { body: tray } = await ask('GET', '/approvals', lead.me);
    const mine = tray.value.approvals.filter(
      ({ subject }: { subject: { id: string } }) => subject.id === one?.body.value.disclosure.disclosureId,
    );
    expect(mine).toHaveLength(1);
  });

  test.each<[string, Partial<DisclosureForm>, string, RegExp]>([
    ['not told, and not why', { whyNotTold: null }, 'whyNotTold', /unsafe/],
    [
      'a court that could not wait',
      { reason: 'court_order', emergency: true, madeAt: new Date().toISOString() },
      'emergency',
      /second person/,
    ],
    ['shared in 1901', { emergency: true, madeAt: '1901-01-01T00:00:00.000Z' }, 'madeAt', /days ago/],
    ['shared in the future', { emergency: true, madeAt: '2099-01-01T00:00:00.000Z' }, 'madeAt', /future/],
    ['a ground that is none', { lawfulBasis: 'because' }, 'lawfulBasis', /ground in law/],
    ['no condition for special categories', { specialCategory: 'perhaps' }, 'specialCategory', /condition/],
    ['cards of somebody else', { toldCardIds: ['t1'] }, 'toldCardIds', /this conversation/],
    ['nobody it is about', { conversationId: null }, 'conversationId', /whom it is about/],
  ])('refuses %s, and says what to correct', async (_what, change, path, message) => {
    const { agent, conversationId } = await at.talk();
    const { status, body } = await propose(agent.me, form(conversationId, change));
    expect([status, body.error.code]).toEqual([400, 'bad_request']);
    expect(body.error.details.issues).toContainEqual({ path, message: expect.stringMatching(message) });
  });
});

describe('what could not wait', () => {
  async function emergency(): Promise<Talk & { alertId: string }> {
    const talk = await at.talk();
    const { conversationId, agent } = talk;
    const { alert } = await agent.ask('emergency:raise', { clientId: once(), conversationId, kind: 'suicide' });
    return { ...talk, alertId: alert.alertId };
  }
  const note = (who: Worker, alertId: string, changes: object[]) =>
    who.ask('emergency:update', { clientId: once(), alertId, changes: changes as never });

  test('is prefilled from the emergency, for a person to check; who read it is on record', async () => {
    const { agent, conversationId, alertId } = await emergency();
    const calledAt = new Date(Date.now() - 60_000).toISOString();
    await note(agent, alertId, [
      { field: 'calledAt', was: null, now: calledAt },
      { field: 'place', was: null, now: 'Dover, over the bakery' },
      { field: 'name', was: null, now: 'Robin' },
      { field: 'incidentNumber', was: null, now: '24-1188' },
      { field: 'toldPerson', was: null, now: 'yes' },
    ]);
    const { body } = await ask('POST', '/disclosures/draft', agent.me, { alertId });
    expect(body.value.draft).toMatchObject({
      ...{ conversationId, alertId, emergency: true, madeAt: calledAt, reason: 'risk_to_life_self' },
      ...{ recipient: 'police', recipientName: '999, incident 24-1188', told: 'before', specialCategory: null },
      what: 'Place: Dover, over the bakery\nName: Robin',
    });
    const stranger = await signIn(server.url, server.account('agent', 4));
    expect((await ask('POST', '/disclosures/draft', stranger, { alertId })).status).toBe(404);
    const read = { 'target.id': conversationId, action: 'emergency.read', 'meta.for': 'disclosure' };
    expect(await database.collection(auditSpec).countDocuments(read)).toBe(1);
  });

  test('is made by one and flagged until another has looked; it cannot be taken back, only found wrong', async () => {
    const { agent, conversationId, alertId } = await emergency();
    const made = form(conversationId, {
      alertId,
      emergency: true,
      madeAt: new Date().toISOString(),
      reason: 'risk_to_life_self',
    });
    const row = await proposed(agent.me, made);
    expect(row).toMatchObject({ state: 'made', approval: 'awaited', flagged: true, emergency: true });
    expect((await ask('POST', `/approvals/${row.approvalId}/withdraw`, agent.me)).body.error.details.reason).toBe(
      'made_already',
    );
    expect((await decide(row, 'refuse', lead.me)).status).toBe(200);
    expect(await now(row)).toMatchObject({ state: 'made', approval: 'not_approved', flagged: false });
  });

  test('and is not approved in time calls a lead, until it is', async () => {
    await settings.save((before) => ({ ...before, safeguarding: { ...before.safeguarding, approvalWithinMs: 300 } }));
    const { agent, conversationId, alertId } = await emergency();
    const made = form(conversationId, { alertId, emergency: true, madeAt: new Date().toISOString() });
    const row = await proposed(agent.me, made);
    const chased =
      (closed: boolean) =>
      ({ alert }: { alert: Alert }) =>
        alert.kind === 'disclosure_unapproved' &&
        alert.conversationId === conversationId &&
        (alert.closedAt !== null) === closed;
    await lead.next('alert:raised', chased(false), 9_000);
    expect((await decide(row, 'approve', supervisor)).status).toBe(200);
    await lead.next('alert:raised', chased(true));
    expect(await now(row)).toMatchObject({
      approval: 'approved',
      flagged: false,
      decidedBy: { name: supervisor.name },
    });
  });
});

describe('the log of a person', () => {
  test('has the Tell cards beside the disclosures, and no card gates anything, whatever was answered (H2)', async () => {
    const { agent, visitor, conversationId } = await at.talk();
    const tell = { clientId: once(), conversationId, wordingVersion: 'tell-en-adult-1', recipientName: 'the police' };
    const { requestId } = await agent.ask('sharing:tell', tell);
    await visitor.ask('sharing:answer', { clientId: once(), requestId, agrees: 'no', text: 'Canary please do not' });
    const log = async (who: SignedIn) =>
      (await ask('GET', `/disclosures?conversationId=${conversationId}`, who)).body.value;
    expect(await log(agent.me)).toMatchObject({
      disclosures: [],
      told: [
        { requestId, agrees: 'no', recipientName: 'the police', disclosed: false, toldBy: { name: agent.me.name } },
      ],
    });
    const row = await proposed(
      agent.me,
      form(conversationId, { told: 'before', whyNotTold: null, toldCardIds: [requestId] }),
    );
    expect((await decide(row, 'approve', lead.me)).status).toBe(200);
    expect((await step(await now(row), shared(), agent.me)).status).toBe(200);
    expect(await log(lead.me)).toMatchObject({
      disclosures: [{ disclosureId: row.disclosureId, state: 'made' }],
      told: [{ requestId, disclosed: true }],
    });
  });

  test('[A1] is for whoever may reach the person; the list for others names their own alone', async () => {
    const { agent, conversationId } = await at.talk();
    const row = await proposed(agent.me, form(conversationId));
    const stranger = await signIn(server.url, server.account('agent', 4));
    expect((await ask('GET', `/disclosures?conversationId=${conversationId}`, stranger)).status).toBe(404);
    const ids = async (who: SignedIn) =>
      (await ask('GET', '/disclosures', who)).body.value.disclosures.map(
        ({ disclosureId }: DisclosureRow) => disclosureId,
      );
    expect(await ids(stranger)).not.toContain(row.disclosureId);
    expect(await ids(agent.me)).toContain(row.disclosureId);
    expect(await ids(supervisor)).toContain(row.disclosureId);
    expect((await open(row, stranger)).status).toBe(404);
    const officer = await signIn(server.url, server.account('data_protection'));
    expect(await ids(officer)).toContain(row.disclosureId);
    expect((await open(row, officer)).status).toBe(403);
    const admin = await signIn(server.url, server.account('administrator'));
    expect((await ask('GET', '/disclosures', admin)).status).toBe(403);
  });
});
