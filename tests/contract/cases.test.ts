import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { casesSpec, sectionsSpec } from '../../server/cases/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { systemClock } from '../../server/platform/ports.ts';
import type { ClockView } from '../../shared/protocol/clocks.ts';
import type { CaseEvent, CaseRow, CaseView } from '../../shared/protocol/http/cases.ts';
import { aNewCase, askAs, makeCase, sectionOf, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let database: Database;
let agent: SignedIn;
let colleague: SignedIn;
let coordinator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  server = await startServer();
  at = helpline(server);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  agent = await signIn(server.url, server.account('agent', 0));
  colleague = await signIn(server.url, server.account('agent', 2));
  coordinator = await signIn(server.url, server.account('coordinator'));
  lead = await signIn(server.url, server.account('safeguarding_lead'));
});
afterEach(() => at.tidy());
afterAll(async () => {
  await at?.close();
  await database?.close();
  await server?.close();
});

const ask = <T>(who: SignedIn | null, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
  askAs<T>(server.url, who, method, path, body);
const open = async (who: SignedIn, caseId: string) =>
  (await valueFrom(ask<{ case: CaseView }>(who, 'GET', `/cases/${caseId}`))).case;
const audited = (caseId: string) =>
  database
    .collection(auditSpec)
    .find({ 'target.id': caseId }, { sort: { at: 1 } })
    .toArray();

describe('a case', () => {
  test('is made with how the person agreed, and shows it first', async () => {
    const made = await makeCase(server.url, agent, { person: { name: 'Ade Canary', preferredName: 'Ade' } });
    expect(made.row.reference).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    expect(made).toMatchObject({
      row: { state: 'open', calledName: 'Ade', owner: { agentId: agent.agentId }, risk: 'not_assessed' },
      agreement: { how: 'by_phone', said: 'canary: you may keep my name to help me', by: { name: agent.name } },
    });
  });

  test('is not made without the agreement', async () => {
    const { agreement: _left, ...without } = aNewCase();
    const refused = await ask(agent, 'POST', '/cases', without);
    expect([refused.status, refused.body]).toMatchObject([400, { error: { code: 'bad_request' } }]);
  });

  test('asked for twice under one clientId is one case, and another under it is refused', async () => {
    const input = aNewCase();
    const first = await valueFrom(ask<{ case: CaseView }>(agent, 'POST', '/cases', input));
    const second = await valueFrom(ask<{ case: CaseView }>(agent, 'POST', '/cases', input));
    expect(second.case.row.caseId).toBe(first.case.row.caseId);
    const others = [
      { ...input, agreement: { how: 'in_person', said: 'something else' } },
      { ...input, person: { ...input.person, name: 'Canary Somebody Else' } },
      { ...input, receivedAt: '2026-11-01T09:00:00Z' },
      { ...input, circumstances: { area: 'dover' } },
    ];
    for (const other of others)
      expect((await ask(agent, 'POST', '/cases', other)).body).toMatchObject({ error: { code: 'conflict' } });
    const colleague = await signIn(server.url, server.account('agent', 3));
    expect((await ask(colleague, 'POST', '/cases', input)).body).toMatchObject({ error: { code: 'conflict' } });
  });

  test('asked for several times at one moment is one case', async () => {
    const input = aNewCase();
    const asked = Array.from({ length: 4 }, () => valueFrom(ask<{ case: CaseView }>(agent, 'POST', '/cases', input)));
    const made = await Promise.all(asked);
    expect(new Set(made.map((each) => each.case.row.caseId)).size).toBe(1);
  });

  test('of a form that came before it was typed in has clocks that run from then', async () => {
    const receivedAt = new Date(systemClock.now() - 3 * 86_400_000).toISOString();
    const form = { agreement: { how: 'on_a_form', said: 'canary: yes' }, channel: 'self_form', receivedAt } as const;
    const view = await makeCase(server.url, agent, form);
    expect(view.receivedAt).toBe(receivedAt);
    const { clocks } = await valueFrom(ask<{ clocks: ClockView[] }>(agent, 'GET', `/cases/${view.row.caseId}/clocks`));
    expect(clocks.map(({ startedAt }) => startedAt)).toEqual([receivedAt, receivedAt]);
    const { events } = await valueFrom(
      ask<{ events: CaseEvent[] }>(agent, 'GET', `/cases/${view.row.caseId}/timeline`),
    );
    expect(events.find(({ kind }) => kind === 'opened')?.codes.received).toBe(receivedAt);
  });

  test.each([
    ['a time that has not come', 86_400_000, /not come yet/],
    ['a time of another year', -800 * 86_400_000, /Check the year/],
  ])('is not received at %s', async (_, offset, message) => {
    const receivedAt = new Date(systemClock.now() + offset).toISOString();
    const refused = await ask(agent, 'POST', '/cases', aNewCase({ receivedAt }));
    expect(refused.body).toMatchObject({
      error: { details: { issues: [{ path: 'receivedAt', message: expect.stringMatching(message) }] } },
    });
  });

  test('[P1] stands in the database without a name or a word, and opens with the key alone', async () => {
    const { row } = await makeCase(server.url, agent, { person: { name: 'Ade Canary', note: 'canary words' } });
    const stored = [
      await database.collection<{ _id: string }>(casesSpec).findOne({ _id: row.caseId }),
      ...(await database.collection(sectionsSpec).find({ caseId: row.caseId }).toArray()),
    ];
    expect(JSON.stringify(stored)).not.toMatch(/canary/i);
    expect(stored.length).toBeGreaterThan(1);
  });

  test('of a conversation brings what was told there, and keeps the conversation with it', async () => {
    const worker = await at.staff('agent');
    const talk = await at.talk({ agent: worker, preChat: { safeToTalk: 'yes', ageBand: '16_17', area: 'thanet' } });
    const made = await makeCase(server.url, worker.me, {
      conversationId: talk.conversationId,
      channel: 'web_chat',
      agreement: { how: 'in_chat', said: 'yes, my name is Kim' },
    });
    expect(made.row).toMatchObject({ ageBand: '16_17', area: 'thanet' });
    expect(made.conversations).toMatchObject([{ conversationId: talk.conversationId }]);
    const again = await worker.ask('conversation:open', { conversationId: talk.conversationId });
    expect(again.conversation.caseId).toBe(made.row.caseId);
  });

  test('learns an age from its conversation, keeps a day of birth that was given, and tells the conversation of it', async () => {
    const worker = await at.staff('agent');
    const talk = await at.talk({ agent: worker });
    const { conversationId } = talk;
    const made = await makeCase(server.url, worker.me, { conversationId, channel: 'web_chat' });
    await worker.ask('age:set', { clientId: randomUUID(), conversationId, ageBand: '13_15' });
    const band = async () => (await open(worker.me, made.row.caseId)).row.ageBand;
    await expect.poll(band).toBe('13_15');
    const person = sectionOf(await open(worker.me, made.row.caseId), 'person');
    const body = { ...person.body, dateOfBirth: '1990-01-01', ageBand: null };
    const saving = { section: 'person', revision: person.revision, body };
    await valueFrom(ask(worker.me, 'PUT', `/cases/${made.row.caseId}/sections`, saving));
    await worker.ask('age:set', { clientId: randomUUID(), conversationId, ageBand: 'under_13' });
    await worker.ask('age:set', { clientId: randomUUID(), conversationId, ageBand: '16_17' });
    await expect.poll(band).toBe('adult');
    const known = async () => (await worker.ask('conversation:open', { conversationId })).conversation.ageBand;
    await expect.poll(known).toBe('16_17');
    const after = sectionOf(await open(worker.me, made.row.caseId), 'person');
    const young = { ...after.body, dateOfBirth: `${new Date().getUTCFullYear() - 14}-01-01` };
    const again = { section: 'person', revision: after.revision, body: young };
    await valueFrom(ask(worker.me, 'PUT', `/cases/${made.row.caseId}/sections`, again));
    await expect.poll(known).toBe('13_15');
  });

  test('cannot be made of a conversation that somebody else holds', async () => {
    const talk = await at.talk();
    const refused = await ask(colleague, 'POST', '/cases', aNewCase({ conversationId: talk.conversationId }));
    expect(refused.status).toBe(404);
  });
});

describe('reading a case', () => {
  test('[A1] is for its workers, whoever answers for the service, and who holds that person’s conversation', async () => {
    const { row } = await makeCase(server.url, agent);
    expect((await ask(colleague, 'GET', `/cases/${row.caseId}`)).status).toBe(404);
    expect((await ask(null, 'GET', `/cases/${row.caseId}`)).status).toBe(401);
    for (const who of [agent, coordinator, lead])
      expect((await ask(who, 'GET', `/cases/${row.caseId}`)).status, who.role).toBe(200);
    const worker = await at.staff('agent', 2);
    const talk = await at.talk({ agent: worker });
    const said = 'the same person, they say';
    const link = { conversationId: talk.conversationId, said };
    expect((await ask(worker.me, 'POST', `/cases/${row.caseId}/conversations`, link)).status).toBe(404);
  });

  test('is recorded with who read it, before anything is shown', async () => {
    const { row } = await makeCase(server.url, agent);
    await open(coordinator, row.caseId);
    const views = (await audited(row.caseId)).filter(({ action }) => action === 'case.read');
    expect(views).toMatchObject([{ actor: { id: coordinator.agentId, role: 'coordinator' } }]);
  });
});

describe('a section', () => {
  const save = (who: SignedIn, caseId: string, input: unknown) =>
    ask<{ row: CaseRow }>(who, 'PUT', `/cases/${caseId}/sections`, input);

  test('saved by two people at once keeps the first, and tells the second whose it is', async () => {
    const { row, ...view } = await makeCase(server.url, agent);
    const before = sectionOf({ row, ...view }, 'safety_plan');
    const mine = { ...before.body, safePlaces: 'her sister’s' };
    const theirs = { ...before.body, pets: 'a dog' };
    await valueFrom(save(agent, row.caseId, { section: 'safety_plan', revision: 0, body: mine }));
    const refused = await save(coordinator, row.caseId, { section: 'safety_plan', revision: 0, body: theirs });
    expect(refused.body).toMatchObject({
      error: { code: 'conflict', details: { reason: 'changed_meanwhile', revision: 1, changedBy: agent.name } },
    });
    const after = sectionOf(await open(agent, row.caseId), 'safety_plan');
    expect(after).toMatchObject({ revision: 1, body: { safePlaces: 'her sister’s', pets: null } });
  });

  test('keeps what it was before', async () => {
    const view = await makeCase(server.url, agent);
    const { caseId } = view.row;
    const { body } = sectionOf(view, 'person');
    await valueFrom(save(agent, caseId, { section: 'person', revision: 1, body: { ...body, name: 'Second' } }));
    const { versions } = await valueFrom(
      ask<{ versions: CaseView['sections'] }>(agent, 'GET', `/cases/${caseId}/sections/person/history`),
    );
    expect(versions.map(({ revision, body: was }) => [revision, 'name' in was && was.name])).toEqual([
      [2, 'Second'],
      [1, 'Canary Okafor'],
    ]);
  });

  test.each([
    ['a date of birth in the future', { dateOfBirth: '2999-01-01' }, /future/],
    ['an age that nobody reaches', { dateOfBirth: '1850-01-01' }, /Nobody alive/],
    ['no day at all', { dateOfBirth: 'last May' }, /YYYY-MM-DD/],
  ])('with %s says what to correct, and loses nothing', async (_what, wrong, message) => {
    const view = await makeCase(server.url, agent);
    const { body } = sectionOf(view, 'person');
    const refused = await save(agent, view.row.caseId, { section: 'person', revision: 1, body: { ...body, ...wrong } });
    expect(refused.status).toBe(400);
    const issues = refused.body.ok ? [] : (refused.body.error.details?.issues ?? []);
    expect(issues).toMatchObject([{ path: 'body.dateOfBirth', message: expect.stringMatching(message) }]);
    expect(sectionOf(await open(agent, view.row.caseId), 'person').revision).toBe(1);
  });

  test('of age changes the band beside the case at once', async () => {
    const view = await makeCase(server.url, agent);
    const { body } = sectionOf(view, 'person');
    const born = `${new Date().getUTCFullYear() - 15}-01-01`;
    const saved = await valueFrom(
      save(agent, view.row.caseId, { section: 'person', revision: 1, body: { ...body, dateOfBirth: born } }),
    );
    expect(saved.row.ageBand).toBe('13_15');
  });
});

describe('the list', () => {
  const list = async (who: SignedIn, query = '') =>
    (await valueFrom(ask<{ cases: CaseRow[] }>(who, 'GET', `/cases${query}`))).cases.map(({ caseId }) => caseId);

  test('[A1] shows an agent their own cases and a coordinator all', async () => {
    const mine = await makeCase(server.url, agent);
    const theirs = await makeCase(server.url, colleague);
    expect(await list(agent)).toContain(mine.row.caseId);
    expect(await list(agent)).not.toContain(theirs.row.caseId);
    expect(await list(coordinator)).toEqual(expect.arrayContaining([mine.row.caseId, theirs.row.caseId]));
  });

  test('goes on where a page ended, with every case once', async () => {
    const wanted = new Set<string>();
    for (let made = 0; made < 60; made += 1) wanted.add((await makeCase(server.url, colleague)).row.caseId);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { cases: CaseRow[]; next: string | null } = await valueFrom(
        ask(colleague, 'GET', `/cases?owner=me${after === null ? '' : `&after=${after}`}`),
      );
      seen.push(...page.cases.map(({ caseId }) => caseId));
      after = page.next;
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);
    for (const caseId of wanted) expect(seen).toContain(caseId);
  });

  test('filters by codes, and finds by exactly what was given', async () => {
    const made = await makeCase(server.url, agent, {
      person: { name: 'Zoë O’Neill', dateOfBirth: '1990-05-06' },
      circumstances: { area: 'dover' },
    });
    expect(await list(agent, '?area=dover')).toContain(made.row.caseId);
    expect(await list(agent, '?area=swale')).not.toContain(made.row.caseId);
    const search = { by: 'name_and_birth', name: 'zoe oneill', dateOfBirth: '1990-05-06' };
    const near = await valueFrom(ask<{ cases: CaseRow[] }>(agent, 'POST', '/cases/find', search));
    expect(near.cases).toEqual([]);
    const exact = { ...search, name: 'ZOE  O Neill' };
    const found = await valueFrom(
      ask<{ cases: CaseRow[]; others: { reference: string }[] }>(agent, 'POST', '/cases/find', exact),
    );
    expect(found.cases.map(({ caseId }) => caseId)).toEqual([made.row.caseId]);
    const elsewhere = await valueFrom(
      ask<{ cases: CaseRow[]; others: unknown[] }>(colleague, 'POST', '/cases/find', exact),
    );
    expect(elsewhere).toMatchObject({
      cases: [],
      others: [{ reference: made.row.reference, owner: { name: agent.name } }],
    });
  });
});

describe('the life of a case', () => {
  test('no contact does not close a high-risk or under-18 case by itself', async () => {
    const { row } = await makeCase(server.url, agent, { person: { ageBand: '16_17' } });
    const closing = { revision: row.revision, reason: 'no_contact', said: 'three calls, no answer' };
    const refused = await ask(agent, 'POST', `/cases/${row.caseId}/close`, closing);
    expect(refused.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'needs_lead' } } });
    // The safeguarding check of a child is not made: whoever closes has read it, and says that it ends.
    const read = { ...closing, endOpen: true };
    const closed = await valueFrom(ask<{ row: CaseRow }>(lead, 'POST', `/cases/${row.caseId}/close`, read));
    expect(closed.row).toMatchObject({ state: 'closed', closureReason: 'no_contact' });
  });

  test('is told in its timeline, newest first, with a note once', async () => {
    const { row } = await makeCase(server.url, agent);
    const note = { clientId: randomUUID(), text: 'She will call on Monday.' };
    await valueFrom(ask(agent, 'POST', `/cases/${row.caseId}/notes`, note));
    await valueFrom(ask(agent, 'POST', `/cases/${row.caseId}/notes`, note));
    const other = { ...note, text: 'Another.' };
    expect((await ask(agent, 'POST', `/cases/${row.caseId}/notes`, other)).status).toBe(409);
    const { events } = await valueFrom(ask<{ events: CaseEvent[] }>(agent, 'GET', `/cases/${row.caseId}/timeline`));
    expect(events.map(({ kind, text }) => [kind, text])).toEqual([
      ['note', 'She will call on Monday.'],
      ['opened', 'canary: you may keep my name to help me'],
    ]);
  });

  test('is given to somebody else by who may allocate, within their caseload, and only to who works on cases', async () => {
    const { row } = await makeCase(server.url, agent);
    const give = (who: SignedIn, ownerId: string) =>
      ask<{ row: CaseRow }>(who, 'POST', `/cases/${row.caseId}/allocate`, { revision: row.revision, ownerId });
    expect((await give(agent, colleague.agentId)).status).toBe(403);
    const full = await give(coordinator, colleague.agentId);
    expect(full.body).toMatchObject({ error: { code: 'conflict', details: { reason: 'caseload_full', cap: 40 } } });
    const administrator = await signIn(server.url, server.account('administrator'));
    expect((await give(coordinator, administrator.agentId)).status).toBe(400);
    const other = server.account('agent', 4);
    const { agentId } = await signIn(server.url, other);
    const given = await valueFrom(give(coordinator, agentId));
    expect(given.row.owner).toMatchObject({ agentId });
    expect((await ask(agent, 'GET', `/cases/${row.caseId}`)).status).toBe(404);
  });
});
