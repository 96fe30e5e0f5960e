import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { complaintsSpec, incidentsSpec } from '../../server/registers/index.ts';
import { alertsSpec } from '../../server/safeguarding/index.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { ChangeRow, ComplaintRow, IncidentRow } from '../../shared/protocol/http/registers.ts';
import { type Api, apiOf } from '../support/api.ts';
import { asAgent, type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const HOUR = 3_600_000;

let server: TestServer;
let at: Helpline;
let ask: Api;
let database: Database;
let lead: SignedIn;
let officer: SignedIn;
let supervisor: SignedIn;
let agent: SignedIn;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off' } });
  at = helpline(server);
  ask = apiOf(server.url);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  const as = (role: string) => signIn(server.url, server.account(role));
  [lead, officer, supervisor, agent] = await Promise.all([
    ...(['safeguarding_lead', 'data_protection', 'supervisor', 'agent'] as const).map(as),
  ] as [Promise<SignedIn>, Promise<SignedIn>, Promise<SignedIn>, Promise<SignedIn>]);
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at.close();
  await database.close();
  await server.close();
});

const once = () => randomUUID();
const today = () => londonDay(new Date());
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();

const complaint = (change: object = {}) => ({
  ...{ clientId: once(), kind: 'complaint', channel: 'phone', receivedOn: today(), conversationId: null, caseId: null },
  from: { name: 'Canary Robin', contact: { kind: 'phone', value: '07700 900123' } },
  text: 'Canary: nobody rang back',
  ...change,
});
const incident = (change: object = {}) => ({
  ...{ clientId: once(), kind: 'wrong_recipient', awareAt: hoursAgo(1), happenedAt: null },
  ...{ conversationId: null, caseId: null, text: 'Canary: the letter went next door', ...change },
});

type Entry = { readonly entryId: string; readonly revision: number };

async function made<T>(register: string, body: object, who: SignedIn = agent): Promise<T> {
  const { status, body: answer } = await ask('POST', `/registers/${register}`, who, body);
  expect([status, answer.error]).toEqual([200, undefined]);
  return answer.value.entry;
}
const step = (register: string, { entryId, revision }: Entry, body: object, who: SignedIn = lead) =>
  ask('POST', `/registers/${register}/${entryId}/steps`, who, { clientId: once(), revision, ...body });
async function stepped<T>(register: string, entry: Entry, body: object, who?: SignedIn): Promise<T> {
  const { status, body: answer } = await step(register, entry, body, who);
  expect([status, answer.error]).toEqual([200, undefined]);
  return answer.value.entry;
}
const reasonOf = async (answer: ReturnType<Api>) => (await answer).body.error?.details?.reason;
const open = async (register: string, { entryId }: Entry, who: SignedIn = lead) =>
  (await ask('POST', `/registers/${register}/${entryId}/open`, who)).body.value;
const list = async (register: string, who: SignedIn = lead) =>
  (await ask('GET', `/registers/${register}`, who)).body.value;
const alertOf = (causeId: string) =>
  database.collection<{ _id: string; causeId: string; closedAt: number | null }>(alertsSpec).findOne({ causeId });

describe('a complaint', () => {
  test('[P1] [A2] is written down by whoever hears it; its words are sealed, its days are counted, reading is on record', async () => {
    const row = await made<ComplaintRow>('complaints', complaint());
    expect(row).toMatchObject({ state: 'received', anonymous: false, madeBy: { name: agent.name }, finding: null });
    expect(row.due.map(({ code, met, over }) => [code, met, over])).toEqual([
      ['acknowledge', false, false],
      ['answer', false, false],
    ]);
    const doc = await database.collection<{ _id: string }>(complaintsSpec).findOne({ _id: row.entryId });
    expect(JSON.stringify([doc, await list('complaints')])).not.toMatch(/Canary|07700/);
    expect(await open('complaints', row, officer)).toMatchObject({
      text: 'Canary: nobody rang back',
      from: { name: 'Canary Robin', contact: { shown: true, kind: 'phone', value: '07700 900123' } },
    });
    const records = await database
      .collection(auditSpec)
      .find({ 'target.id': row.entryId }, { sort: { at: 1 } })
      .toArray();
    expect(records).toMatchObject([
      { action: 'complaint.add', actor: { id: agent.agentId } },
      { action: 'complaint.read', actor: { id: officer.agentId, role: 'data_protection' } },
    ]);
    expect(JSON.stringify(records)).not.toContain('Canary');
  });

  test('does not show a number that somebody else sees, and needs no name at all', async () => {
    const contact = { kind: 'email', value: 'robin@mail.example', whoElseSees: 'Sam' };
    const watched = await made<ComplaintRow>('complaints', complaint({ from: { name: null, contact } }));
    const opened = await open('complaints', watched);
    expect(opened.from).toEqual({ name: null, contact: { shown: false, reason: 'somebody_else_sees' } });
    const nameless = await made<ComplaintRow>('complaints', complaint({ from: { name: null, contact: null } }));
    expect(nameless).toMatchObject({ anonymous: true });
    expect(nameless.due.map(({ code }) => code)).toEqual(['answer']);
    expect(await reasonOf(step('complaints', nameless, { kind: 'acknowledge', text: 'We have it' }))).toBe(
      'cannot_be_reached',
    );
  });

  test('is acknowledged, answered, learnt from and closed, and can go on after the answer', async () => {
    const row = await made<ComplaintRow>('complaints', complaint());
    expect(await reasonOf(step('complaints', row, { kind: 'close', text: 'Enough' }))).toBe('not_answered');
    let now = await stepped<ComplaintRow>('complaints', row, { kind: 'acknowledge', text: 'We have it' });
    now = await stepped('complaints', now, { kind: 'answer', text: 'We are sorry', finding: 'upheld' });
    expect(now).toMatchObject({ state: 'answered', finding: 'upheld', due: [{ met: true }, { met: true }] });
    now = await stepped('complaints', now, { kind: 'escalate', text: 'Not content' });
    expect(now).toMatchObject({ state: 'escalated' });
    now = await stepped('complaints', now, { kind: 'answer', text: 'The director writes', finding: 'upheld' });
    expect(await reasonOf(step('complaints', now, { kind: 'close', text: 'Over' }))).toBe('nothing_learnt');
    now = await stepped('complaints', now, { kind: 'learn', text: 'Ring back the same day' });
    now = await stepped('complaints', now, { kind: 'close', text: 'Content' });
    expect(now).toMatchObject({ state: 'closed', learnt: true });
    const { steps } = await open('complaints', now);
    expect(steps.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...['made', 'acknowledge', 'answer', 'escalate', 'answer', 'learn', 'close'],
    ]);
  });

  test('that is late says so; one from the future is corrected', async () => {
    const late = await made<ComplaintRow>('complaints', complaint({ receivedOn: '2026-01-05' }));
    expect(late.due.map(({ over }) => over)).toEqual([true, true]);
    const { status, body } = await ask('POST', '/registers/complaints', agent, complaint({ receivedOn: '2099-01-01' }));
    expect([status, body.error.details.issues[0]]).toMatchObject([
      400,
      { path: 'receivedOn', message: expect.stringMatching(/future/) },
    ]);
  });

  test('sent again is the same; with another content, or from another, it is a conflict', async () => {
    const body = complaint();
    const send = (who: SignedIn, change: object = {}) =>
      ask('POST', '/registers/complaints', who, { ...body, ...change });
    const [one, two] = await Promise.all([send(agent), send(agent)]);
    expect(two?.body).toEqual(one?.body);
    expect((await send(agent, { text: 'Else' })).status).toBe(409);
    expect((await send(lead)).status).toBe(409);
    const entry = one?.body.value.entry;
    await stepped('complaints', entry, { kind: 'own', agentId: supervisor.agentId });
    expect((await send(agent)).status).toBe(200);
  });
});

describe('a breach', () => {
  test('runs 72 hours from the moment somebody knew, and calls the lead and data protection', async () => {
    const peer = await asAgent(server.url, server.account('data_protection'));
    const awareAt = hoursAgo(2);
    const row = await made<IncidentRow>('incidents', incident({ awareAt }));
    expect(row.ico).toEqual({
      dueAt: new Date(Date.parse(awareAt) + 72 * HOUR).toISOString(),
      ...{ running: true, over: false },
    });
    await peer.next('alert:raised', ({ alert }) => alert.kind === 'breach_reported' && alert.closedAt === null);
    peer.close();
    await stepped('incidents', row, { kind: 'assess', text: 'A name and an address', risk: 'risk' }, officer);
    await expect.poll(async () => (await alertOf(`breach_reported:${row.entryId}`))?.closedAt).not.toBeNull();
  });

  test('whose hours run out calls again, until the regulator was told', async () => {
    const row = await made<IncidentRow>('incidents', incident({ awareAt: hoursAgo(50) }));
    const due = () => alertOf(`breach_due:${row.entryId}`);
    await expect.poll(due, { timeout: 9_000 }).toMatchObject({ closedAt: null });
    const tell = { kind: 'tell', text: 'Case IC-1', who: 'ico', at: hoursAgo(0) };
    const told = await stepped<IncidentRow>('incidents', row, tell, officer);
    expect(told.ico).toMatchObject({ running: false, over: false });
    await expect.poll(async () => (await due())?.closedAt).not.toBeNull();
    const over = await made<IncidentRow>('incidents', incident({ awareAt: hoursAgo(100) }));
    expect(over.ico).toMatchObject({ running: true, over: true });
    const later = await stepped<IncidentRow>('incidents', over, tell, officer);
    expect(later.ico).toMatchObject({ running: false, over: true });
  });

  test('closes only when it is settled who was told, or why not', async () => {
    const row = await made<IncidentRow>('incidents', incident());
    const close = { kind: 'close', text: 'Settled' };
    expect(await reasonOf(step('incidents', row, close))).toBe('not_assessed');
    let now = await stepped<IncidentRow>('incidents', row, {
      kind: 'assess',
      text: 'He knows the street',
      risk: 'high_risk',
    });
    const why = { kind: 'not_told', text: 'We would rather not', who: 'ico' };
    expect(await reasonOf(step('incidents', now, why))).toBe('ico_must_be_told');
    now = await stepped('incidents', now, { kind: 'tell', text: 'IC-2', who: 'ico', at: hoursAgo(0) });
    expect(await reasonOf(step('incidents', now, close))).toBe('people_not_settled');
    now = await stepped('incidents', now, { kind: 'tell', text: 'By the safe number', who: 'people', at: hoursAgo(0) });
    now = await stepped('incidents', now, { kind: 'contain', text: 'The letter is back' });
    now = await stepped('incidents', now, { kind: 'learn', text: 'Two people check an envelope' });
    now = await stepped('incidents', now, close);
    expect(now).toMatchObject({ state: 'closed', told: [{ who: 'ico' }, { who: 'people' }] });
    const doc = await database
      .collection<{ _id: string; purgeAt: Date | null }>(incidentsSpec)
      .findOne({ _id: row.entryId });
    expect((doc?.purgeAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(6 * 365 * 24 * HOUR);
  });

  test.each([
    ['known before it happened', { happenedAt: hoursAgo(0), awareAt: hoursAgo(5) }, 'happenedAt'],
    ['known since 1901', { awareAt: '1901-01-01T00:00:00.000Z' }, 'awareAt'],
    ['known in the future', { awareAt: hoursAgo(-5) }, 'awareAt'],
  ])('%s is corrected', async (_what, change, path) => {
    const { status, body } = await ask('POST', '/registers/incidents', agent, incident(change));
    expect([status, body.error.details.issues[0].path]).toEqual([400, path]);
  });

  test('a near miss has no hours and calls nobody', async () => {
    const row = await made<IncidentRow>('incidents', incident({ kind: 'near_miss', awareAt: hoursAgo(100) }));
    expect(row.ico).toBeNull();
    expect(await alertOf(`breach_reported:${row.entryId}`)).toBeNull();
  });
});

describe('changes', () => {
  test('stand beside what they were made for, with an owner and a day', async () => {
    const because = { register: 'complaints', entryId: (await made<ComplaintRow>('complaints', complaint())).entryId };
    const change = {
      clientId: once(),
      text: 'Ring back the same day',
      agentId: supervisor.agentId,
      dueOn: '2026-01-31',
    };
    const row = await made<ChangeRow>('changes', { ...change, because: [because] }, lead);
    expect(row).toMatchObject({ state: 'planned', because: [because], over: true, owner: { name: supervisor.name } });
    const { entries } = await list('complaints');
    expect(entries.find(({ entryId }: Entry) => entryId === because.entryId)).toMatchObject({ changes: 1 });
    expect((await open('complaints', because as never)).changes).toMatchObject([{ entryId: row.entryId }]);
    // Whose task it is may say that it is done.
    const done = await stepped<ChangeRow>('changes', row, { kind: 'done', text: 'In the handbook' }, supervisor);
    expect(done).toMatchObject({ state: 'done', over: false });
    const other = { register: 'incidents', entryId: (await made<IncidentRow>('incidents', incident())).entryId };
    const linked = await stepped<ChangeRow>('changes', done, { kind: 'link', because: other });
    expect(linked.because).toEqual([because, other]);
  });

  test('name an entry that is there', async () => {
    const change = { clientId: once(), text: 'x', agentId: lead.agentId, dueOn: null };
    const missing = { register: 'complaints', entryId: once() };
    const refused = await ask('POST', '/registers/changes', lead, { ...change, because: [missing] });
    expect(refused.body.error.details.issues[0]).toMatchObject({ path: 'because.0' });
    const none = await ask('POST', '/registers/changes', lead, { ...change, because: [] });
    expect(none.body.error.details.issues[0]).toMatchObject({
      path: 'because',
      message: expect.stringMatching(/Name/),
    });
  });
});

test('two who write at once: one is told who changed it, and nothing is done twice', async () => {
  const row = await made<ComplaintRow>('complaints', complaint());
  const both = await Promise.all([
    step('complaints', row, { kind: 'note', text: 'Mine' }),
    step('complaints', row, { kind: 'note', text: 'Theirs' }, officer),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = both.find(({ status }) => status === 409);
  expect(lost?.body.error.details).toMatchObject({ reason: 'changed_meanwhile', revision: 2 });
  expect((await open('complaints', row)).steps).toHaveLength(2);
});

test('[A1] the registers are the lead’s and data protection’s; others read what they were given to deal with', async () => {
  const row = await made<ComplaintRow>('complaints', complaint());
  for (const [role, status] of [
    ['supervisor', 200],
    ['coordinator', 200],
    ['agent', 403],
    ['administrator', 403],
    ['commissioner', 403],
    ['partner', 403],
  ] as const) {
    const who = await signIn(server.url, server.account(role));
    expect((await ask('GET', '/registers/complaints', who)).status, role).toBe(status);
    expect([403, 404], role).toContain((await ask('POST', `/registers/complaints/${row.entryId}/open`, who)).status);
  }
  const idsOf = async (who: SignedIn) => (await list('complaints', who)).entries.map(({ entryId }: Entry) => entryId);
  expect(await idsOf(supervisor)).not.toContain(row.entryId);
  const owned = await stepped<ComplaintRow>('complaints', row, { kind: 'own', agentId: supervisor.agentId });
  expect(await idsOf(supervisor)).toContain(row.entryId);
  expect((await step('complaints', owned, { kind: 'acknowledge', text: 'We have it' }, supervisor)).status).toBe(200);
  const wrong = await step('complaints', { ...owned, revision: 3 }, { kind: 'own', agentId: agent.agentId });
  expect(wrong.body.error.details.issues[0]).toMatchObject({ path: 'agentId' });
  expect((await ask('POST', '/registers/changes', supervisor, { clientId: once() })).status).toBe(403);
  const stranger = (await at.talk()).conversationId;
  const other = await signIn(server.url, server.account('agent', 4));
  expect((await ask('POST', '/registers/complaints', other, complaint({ conversationId: stranger }))).status).toBe(404);
});
