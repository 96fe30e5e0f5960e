/** What staff write down of a person's agreement: as strict as the card in a chat, the newest word, and a child's never one person's. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseEventsSpec, casesSpec } from '../../server/cases/index.ts';
import { consentRequestsSpec, consentsSpec } from '../../server/consent/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import type { Approval } from '../../shared/protocol/http/approvals.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { askAs, makeCase, type SomeOfACase, valueFrom } from '../support/cases.ts';
import { signIn } from '../support/connect.ts';
import { aYes, type Consents, consentsAt } from '../support/consents.ts';
import { type Helpline, helpline, refusal, type Worker } from '../support/helpline.ts';
import { join } from '../support/joined-cases.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { type WallClock, wallClock } from '../support/wall-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let server: TestServer;
let at: Helpline;
let database: Database;
let the: Consents;
let agent: Worker;
let lead: Worker;
let clock: WallClock;

beforeAll(async () => {
  clock = wallClock('wednesday', '10:00');
  server = await startServer({ config: { limits: 'off', referralHoldMs: HOUR }, app: { clock } });
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  at = helpline(server);
  the = consentsAt(server.url);
  [agent, lead] = [await at.staff('agent'), await at.staff('safeguarding_lead')];
});
afterAll(async () => {
  await at?.close();
  await database?.close();
  await server?.close();
});

const signedIn = (role: string) => signIn(server.url, server.account(role));
const caseOf = async (given: SomeOfACase = {}) => (await makeCase(server.url, agent.me, given)).row.caseId;
const open = async (caseId: string, who = agent.me) =>
  (await valueFrom(askAs<{ case: CaseView }>(server.url, who, 'GET', `/cases/${caseId}`))).case;
const saidNow = () => ({ saidAt: new Date(clock.now()).toISOString() });
const wrote = (caseId: string, given: object = {}) => the.wrote(agent.me, caseId, { ...saidNow(), ...given });
const write = async (caseId: string, given: object = {}) =>
  refusal((await the.write(agent.me, caseId, aYes({ ...saidNow(), ...given }))).body);

describe('an answer that staff write down', () => {
  test('[C1] is kept with who, what for, item by item, the words, how, when and what was seen', async () => {
    const caseId = await caseOf();
    const said = aYes(saidNow());
    const { consent } = await valueFrom(the.write(agent.me, caseId, said));
    expect(consent).toMatchObject({
      ...{ caseId, conversationId: null, recipientId: 'demo-partner', standing: 'in_force', method: 'by_phone' },
      ...{ givenAt: said.saidAt, release: null, withdrawn: null, referralId: null, evidence: said.evidence },
      writtenBy: { agentId: agent.me.agentId, name: agent.me.name },
      wording: { version: 'ask-en-adult-1', language: 'en', text: expect.stringMatching(/You can say no/) },
      observed: { seemedAble: true, noPressureSeen: true, note: null },
    });
    expect(consent.items.map(({ itemId, agreed, value }) => [itemId, agreed, value])).toEqual([
      ['name', true, 'Canary Sam'],
      ['safe_contact', true, 'Text only, after five'],
      ['health', false, null],
    ]);
    const stored = await database.connection.collection(consentsSpec.name).findOne({ caseId });
    expect(stored).toMatchObject({
      ...{ itemIds: ['name', 'safe_contact'], evidenceSeq: null, lawfulBasis: expect.stringContaining('6(1)(e)') },
      ...{ art9Condition: expect.any(String), sch1Condition: expect.any(String), purgeAt: expect.any(Date) },
    });
    const { events } = await valueFrom(
      askAs<{ events: { kind: string }[] }>(server.url, agent.me, 'GET', `/cases/${caseId}/timeline`),
    );
    expect(events.map(({ kind }) => kind)).toContain('consent_written');
  });

  test('[P1] is sealed, and sent again is the first answer; with other words it is a conflict', async () => {
    const caseId = await caseOf();
    const body = aYes(saidNow());
    const all = await Promise.all([the.write(agent.me, caseId, body), the.write(agent.me, caseId, body)]);
    const ids = all.map(({ body: reply }) => reply.ok && reply.value.consent.consentId);
    expect(ids[0]).toBeTruthy();
    expect(ids[1]).toBe(ids[0]);
    const other = await the.write(agent.me, caseId, { ...body, evidence: 'something else' });
    expect(refusal(other.body)).toEqual(['conflict', { reason: 'other_content' }]);
    for (const spec of [consentsSpec, consentRequestsSpec]) {
      const stored = await database.connection.collection(spec.name).find({ caseId }).toArray();
      expect(stored).toHaveLength(1);
      expect(JSON.stringify(stored)).not.toMatch(/[Cc]anary|after five/);
    }
  });

  test.each<[string, object, string]>([
    ['a wording nobody approved', { wordingVersion: 'ask-xx-1' }, 'wordingVersion'],
    ['a wording of the other kind', { wordingVersion: 'tell-en-adult-1' }, 'wordingVersion'],
    ['a wording in another language', { language: 'cy' }, 'language'],
    ['words for a child', { wordingVersion: 'ask-en-child-1' }, 'wordingVersion'],
    [
      'a doubt without a word of it',
      { observed: { seemedAble: false, noPressureSeen: true, note: null } },
      'observed.note',
    ],
    ['a day that is still to come', { saidAt: '2031-01-01T10:00:00Z' }, 'saidAt'],
    ['a recipient nobody knows', { recipientId: 'x' }, 'recipientId'],
    ['what they cannot help without left out', { items: [{ itemId: 'name', agreed: true, value: 'Sam' }] }, 'items'],
    [
      'a number where nobody asks whether it is safe',
      { items: [{ itemId: 'area', agreed: true, value: 'Dover 07700 900123' }] },
      'items.0.value',
    ],
  ])('[C1] is refused with %s, and says at which field', async (_what, change, path) => {
    const [code, details] = (await write(await caseOf(), change)) as [string, { issues: { path: string }[] }];
    expect([code, details.issues.map((each) => each.path)]).toEqual(['bad_request', expect.arrayContaining([path])]);
  });

  test('[C1] is refused for a service with no agreement in force', async () => {
    const kidas = { recipientId: 'kidas', items: [] };
    expect(await write(await caseOf(), kidas)).toEqual(['conflict', { reason: 'recipient_not_usable' }]);
  });

  test('[A1] is for who may write in the case, and there for nobody else', async () => {
    const caseId = await caseOf();
    const yes = () => aYes(saidNow());
    const status = async (role: string, index = 0) =>
      (await the.write((await at.staff(role, index)).me, caseId, yes())).status;
    for (const role of ['agent', 'coordinator', 'safeguarding_lead', 'supervisor'])
      expect(await status(role)).toBe(200);
    expect(await status('agent', 1)).toBe(404);
    for (const role of ['data_protection', 'administrator', 'commissioner', 'partner']) {
      const { cookie } = await signedIn(role);
      expect((await the.write({ ...agent.me, cookie }, caseId, yes())).status, role).toBe(403);
    }
  });
});

describe('the newest word about a service', () => {
  test('takes the place of what stood, in whichever case or chat of the person that was said', async () => {
    const talk = await at.talk({ agent });
    const asked = await agent.ask('consent:ask', {
      ...{ clientId: randomUUID(), conversationId: talk.conversationId, wordingVersion: 'ask-en-adult-1' },
      recipients: [
        {
          ...{ recipientId: 'demo-partner', purpose: 'support' },
          items: [
            { itemId: 'name', value: 'Canary Sam' },
            { itemId: 'safe_contact', value: 'Text only, after five' },
          ],
        },
      ],
    });
    const answers = [{ recipientId: 'demo-partner', decision: 'given' as const, items: ['name', 'safe_contact'] }];
    await talk.visitor.ask('consent:answer', { clientId: randomUUID(), requestId: asked.requestId, answers });
    const ids = { conversationId: talk.conversationId, requestId: asked.requestId, recipientId: 'demo-partner' };
    const { referral } = await agent.ask('referral:create', { clientId: randomUUID(), ...ids });
    const caseId = await caseOf({ conversationId: talk.conversationId, channel: 'web_chat' });
    // They answer for themselves while they are there.
    expect(await write(caseId)).toEqual(['conflict', { reason: 'ask_in_chat' }]);
    await expect.poll(async () => (await open(caseId)).due.map(({ kind }) => kind)).toContain('consent_review');

    await talk.visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
    await expect.poll(() => write(caseId, { decision: 'declined', items: [] })).toBe('ok');
    const listed = await the.listed(agent.me, caseId);
    expect(listed.map(({ method, standing }) => [method, standing])).toEqual([
      ['by_phone', 'declined'],
      ['chat_typed', 'replaced'],
    ]);
    const [row] = await the.referralsOf(agent.me, caseId);
    expect(row).toMatchObject({ referralId: referral.referralId, state: 'withdrawn' });
    expect((await open(caseId)).due.map(({ kind }) => kind)).not.toContain('consent_review');
  });

  test('a letter found late undoes no later word', async () => {
    const caseId = await caseOf();
    await wrote(caseId);
    const earlier = { saidAt: new Date(clock.now() - DAY).toISOString(), method: 'form' };
    expect(await write(caseId, earlier)).toEqual(['conflict', { reason: 'newer_word' }]);
    const { consentId } = (await the.listed(agent.me, caseId))[0] ?? { consentId: '' };
    await valueFrom(the.takeBack(agent.me, caseId, consentId));
    expect(await write(caseId, { saidAt: new Date(clock.now() - HOUR).toISOString() })).toEqual([
      ...['conflict', { reason: 'newer_word' }],
    ]);
  });

  test('counts for the person, whichever of two cases that became one it was written in', async () => {
    const person = { name: 'Canary Twice', dateOfBirth: '1979-03-31' };
    const [into, other] = [
      await makeCase(server.url, agent.me, { person }),
      await makeCase(server.url, agent.me, { person }),
    ];
    const first = await wrote(other.row.caseId);
    const { referralId } = await the.referred(agent.me, other.row.caseId, first.consentId);
    const coordinator = await at.staff('coordinator');
    await join(server.url, [agent.me, coordinator.me], await open(into.row.caseId), await open(other.row.caseId));
    const [listed] = await the.listed(agent.me, into.row.caseId);
    expect(listed).toMatchObject({ consentId: first.consentId, caseId: other.row.caseId, standing: 'in_force' });
    expect((await open(into.row.caseId)).due.map(({ kind }) => kind)).toContain('consent_review');
    await wrote(into.row.caseId, { decision: 'details_only', items: [] });
    expect((await the.referralsOf(agent.me, into.row.caseId)).map((each) => [each.referralId, each.state])).toEqual([
      [referralId, 'withdrawn'],
    ]);
    expect((await open(into.row.caseId)).due.map(({ kind }) => kind)).not.toContain('consent_review');
  });

  test('[Q4] counts when two cases become one though no signal tells of it', async () => {
    const [into, part] = [await caseOf(), await caseOf()];
    const { consentId } = await wrote(into);
    const { referralId } = await the.referred(agent.me, into, consentId);
    await wrote(part, { decision: 'declined', items: [] });
    // As a node leaves it that ends before it has told anybody.
    const { connection } = database;
    const merged = { state: 'merged', mergedInto: into, mergedAt: clock.now() };
    await connection.collection<{ _id: string }>(casesSpec.name).updateOne({ _id: part }, { $set: merged });
    await connection.collection<{ _id: string }>(caseEventsSpec.name).insertOne({
      ...{ _id: randomUUID(), caseId: into, kind: 'merged', at: clock.now(), by: null, about: null, codes: {} },
      ...{ text: null, purgeAt: null, legalHold: false },
    });
    const standings = async () => (await the.listed(agent.me, into)).map(({ standing }) => standing);
    await expect.poll(standings, { timeout: 15_000 }).toEqual(['declined', 'replaced']);
    expect((await the.referralsOf(agent.me, into))[0]).toMatchObject({ referralId, state: 'withdrawn' });
  });
});

describe('a yes that one person must not let stand (H10)', () => {
  const aged = (ageBand: '13_15' | 'under_13') => caseOf({ person: { ageBand } });
  const trayOf = async (who: Worker, caseId: string) => {
    const path = '/approvals';
    const { approvals } = await valueFrom(askAs<{ approvals: Approval[] }>(server.url, who.me, 'GET', path));
    return approvals.filter((each) => each.kind === 'consent_release' && each.caseId === caseId);
  };
  const decide = (who: Worker, approvalId: string, decision: 'approve' | 'refuse') =>
    askAs(server.url, who.me, 'POST', `/approvals/${approvalId}/decide`, { decision, answer: 'I spoke with them.' });
  const calledTo = async (caseId: string) => {
    const { alerts } = await lead.ask('desk:open', {});
    return alerts.filter((each) => each.caseId === caseId && each.closedAt === null).map(({ kind }) => kind);
  };

  test('under 16 comes with a note on how they understand it, and then holds', async () => {
    const caseId = await aged('13_15');
    const words = { wordingVersion: 'ask-en-young-1' };
    expect(await write(caseId, words)).toEqual(['conflict', { reason: 'competence_note_missing' }]);
    const consent = await wrote(caseId, { ...words, competenceNote: 'canary: said in their own words what follows' });
    expect(consent).toMatchObject({ standing: 'in_force', competenceNote: expect.stringContaining('own words') });
    // The note was made for this yes alone: another is asked for anew.
    expect((await the.referred(agent.me, caseId, consent.consentId)).state).toBe('held');
    expect(await write(caseId, words)).toEqual(['conflict', { reason: 'competence_note_missing' }]);
    expect(await write(caseId, { ...words, decision: 'declined', items: [] })).toBe('ok');
  });

  test('under 13 nothing is made of it before a safeguarding lead, and nobody else, has released it', async () => {
    const caseId = await aged('under_13');
    const child = { wordingVersion: 'ask-en-child-1', competenceNote: 'canary: knows who would ring' };
    const { consentId, standing } = await wrote(caseId, child);
    expect(standing).toBe('waits_for_lead');
    expect(await calledTo(caseId)).toContain('consent_release');
    expect(refusal((await the.refer(agent.me, caseId, { consentId })).body)).toBe('consent_missing');
    const [approval] = await trayOf(lead, caseId);
    const supervisor = await at.staff('supervisor');
    for (const who of [agent, supervisor, await at.staff('coordinator')])
      expect((await decide(who, approval?.approvalId ?? '', 'approve')).status).not.toBe(200);
    expect((await decide(lead, approval?.approvalId ?? '', 'approve')).status).toBe(200);
    expect((await the.listed(agent.me, caseId))[0]).toMatchObject({ standing: 'in_force', release: 'released' });
    expect((await the.referred(agent.me, caseId, consentId)).state).toBe('held');
    await expect.poll(() => calledTo(caseId)).not.toContain('consent_release');
  });

  test('waits in no tray any more once it was taken back, or something newer was said', async () => {
    const caseId = await aged('under_13');
    const child = { wordingVersion: 'ask-en-child-1', competenceNote: 'canary: knows who would ring' };
    const { consentId } = await wrote(caseId, child);
    const [first] = await trayOf(lead, caseId);
    await valueFrom(the.takeBack(agent.me, caseId, consentId));
    expect(await trayOf(lead, caseId)).toEqual([]);
    await expect.poll(() => calledTo(caseId)).not.toContain('consent_release');
    expect(refusal((await decide(lead, first?.approvalId ?? '', 'approve')).body)).toMatchObject([
      ...['conflict', { reason: 'over', state: 'withdrawn' }],
    ]);
    await wrote(caseId, child);
    expect(await trayOf(lead, caseId)).toHaveLength(1);
    expect(await write(caseId, { ...child, decision: 'declined', items: [], competenceNote: null })).toBe('ok');
    expect(await trayOf(lead, caseId)).toEqual([]);
    await expect.poll(() => calledTo(caseId)).not.toContain('consent_release');
  });

  test('written down by the safeguarding lead, it is another’s to release', async () => {
    const caseId = await aged('under_13');
    const child = { wordingVersion: 'ask-en-child-1', competenceNote: 'canary: knows who would ring' };
    await the.wrote(lead.me, caseId, { ...saidNow(), ...child });
    const [approval] = await trayOf(lead, caseId);
    expect(approval?.yours).toBe(false);
    expect((await decide(lead, approval?.approvalId ?? '', 'approve')).status).toBe(409);
  });

  test('a doubt whether it was free is a lead’s to look at too, and what was refused carries nothing', async () => {
    const caseId = await caseOf();
    const observed = { seemedAble: true, noPressureSeen: false, note: 'canary: somebody answered for her' };
    const { consentId, standing } = await wrote(caseId, { observed });
    expect(standing).toBe('waits_for_lead');
    const [approval] = await trayOf(lead, caseId);
    await valueFrom(decide(lead, approval?.approvalId ?? '', 'refuse'));
    expect((await the.listed(agent.me, caseId))[0]?.standing).toBe('lead_refused');
    expect(refusal((await the.refer(agent.me, caseId, { consentId })).body)).toBe('consent_missing');
    expect((await open(caseId)).due.map(({ kind }) => kind)).not.toContain('consent_review');
  });
});

test('is due to be asked again a month before it ends, goes when it is taken back, and moves when it is renewed', async () => {
  const caseId = await caseOf();
  const first = await wrote(caseId);
  const dueAt = async (who = agent.me) =>
    (await open(caseId, who)).due.filter(({ kind }) => kind === 'consent_review').map((each) => Date.parse(each.at));
  const month = 30 * DAY;
  expect(await dueAt()).toEqual([Date.parse(first.reviewAt) - month]);
  clock.forward(160 * DAY);
  const me = await signedIn('agent');
  const [near] = await the.listed(me, caseId);
  expect(near).toMatchObject({ standing: 'in_force', reviewNear: true });
  const renewed = await the.wrote(me, caseId, saidNow());
  expect(await dueAt(me)).toEqual([Date.parse(renewed.reviewAt) - month]);
  clock.forward(190 * DAY);
  const later = await signedIn('agent');
  expect((await the.listed(later, caseId))[0]).toMatchObject({ standing: 'ask_again', reviewNear: true });
  expect(refusal((await the.refer(later, caseId, { consentId: renewed.consentId })).body)).toBe('consent_missing');
  await valueFrom(the.takeBack(later, caseId, renewed.consentId));
  expect(await dueAt(later)).toEqual([]);
});
