/** Coming back by a reference and six words (H13), and stopping what is shared with them (H4): what the page says, and what follows. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { consentsSpec } from '../../server/consent/index.ts';
import { startDemoPartner } from '../../server/demo/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { type ReferralRow, referralOutboxSpec } from '../../server/referrals/index.ts';
import { returnPhrasesSpec, returnTriesSpec } from '../../server/returning/index.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import type { GivenPhrase, WithdrawalRequestView } from '../../shared/protocol/http/returning.ts';
import type { PreChat } from '../../shared/protocol/pre-chat.ts';
import { RETURN_WORDS } from '../../shared/reference/return-words.ts';
import { askAs, makeCase, valueFrom } from '../support/cases.ts';
import { type Consents, consentsAt } from '../support/consents.ts';
import { type Helpline, helpline, type Talk, type Worker, wrapUp } from '../support/helpline.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

const RECIPIENT = 'demo-partner';
const ANSWER = 'We have your message. If it matches a record, we will stop sharing and check with you safely.';
const SOON = { timeout: 15_000, interval: 100 } as const;
let server: TestServer;
let at: Helpline;
let database: Database;
let partner: Awaited<ReturnType<typeof startDemoPartner>>;
let coordinator: Worker;
let lead: Worker;
let the: Consents;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', referralHoldMs: 1 } });
  partner = await startDemoPartner({
    ...{ port: server.config.demoPartnerPort, host: '127.0.0.1', secret: server.app.demoPartnerSecret },
  });
  at = helpline(server);
  the = consentsAt(server.url);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  [coordinator, lead] = [await at.staff('coordinator'), await at.staff('safeguarding_lead')];
});
afterAll(async () => {
  await at?.close();
  await database?.close();
  await partner?.close();
  await server?.close();
});

afterEach(() => at.tidy());

const withdraw = (reference: string, phrase: string) =>
  fetch(`${server.url}/help/words`, { method: 'POST', body: new URLSearchParams({ reference, phrase }) });
const give = (who: Worker, input: object) =>
  askAs<GivenPhrase>(server.url, who.me, 'POST', '/return-phrases', {
    ...{ clientId: randomUUID(), asked: true, insists: false, inChat: false, ...input },
  });
const given = (who: Worker, input: object) => valueFrom(give(who, input));
const openFor = async (who: Worker) =>
  (await valueFrom(askAs<{ requests: WithdrawalRequestView[] }>(server.url, who.me, 'GET', '/withdrawal-requests')))
    .requests;
const step = (who: Worker, requestId: string, what: 'take' | 'decide', body: object = {}) =>
  askAs<{ request: WithdrawalRequestView }>(
    server.url,
    who.me,
    'POST',
    `/withdrawal-requests/${requestId}/${what}`,
    body,
  );
const decide = (who: Worker, requestId: string, decision: 'withdrawn' | 'continued', check = 'spoke_by_safe_contact') =>
  step(who, requestId, 'decide', { decision, check, reason: 'canary: she said so herself' });
const row = (referralId: string) => database.collection<ReferralRow>(referralOutboxSpec).findOne({ _id: referralId });
const atPartner = async (referralId: string) => {
  const all = (await (await fetch(`${partner.url}/received`)).json()) as { idempotencyKey: string; state: string }[];
  return all.find((each) => each.idempotencyKey === referralId)?.state ?? null;
};
const requestFor = async (who: Worker, conversationId: string) => {
  const find = async () => (await openFor(who)).find((each) => each.conversationId === conversationId) ?? null;
  await expect.poll(find, SOON).not.toBeNull();
  return (await find()) as WithdrawalRequestView;
};
const judged = () => expect.poll(async () => database.collection(returnTriesSpec).countDocuments({}), SOON).toBe(0);
const alertsOf = async (who: Worker, kind: string, conversationId: string) =>
  (await who.ask('desk:open', {})).alerts.filter(
    (each) => each.kind === kind && each.conversationId === conversationId,
  );

/** What the log of a chat says of what was taken back, as its visitor reads it. */
async function takenBackIn(visitor: Talk['visitor']) {
  const { entries } = await visitor.ask('conversation:resume', { afterSeq: 0 });
  return entries.flatMap((entry) =>
    entry.kind === 'consent_withdrawn' ? [{ author: entry.author, data: entry.data }] : [],
  );
}

/** A conversation from which a referral has arrived at the partner. */
async function referred(preChat: PreChat = { safeToTalk: 'yes' }): Promise<Talk & { readonly referralId: string }> {
  const talk = await at.talk({ preChat });
  const { agent, visitor, conversationId } = talk;
  const items = [
    { itemId: 'name', value: 'Canary Sam' },
    { itemId: 'safe_contact', value: 'Text after five' },
  ];
  const recipients = [{ recipientId: RECIPIENT, purpose: 'support', items }];
  const card = { clientId: randomUUID(), conversationId, wordingVersion: 'ask-en-adult-1', recipients };
  const { requestId } = await agent.ask('consent:ask', card);
  const answers = [{ recipientId: RECIPIENT, decision: 'given' as const, items: items.map(({ itemId }) => itemId) }];
  await visitor.ask('consent:answer', { clientId: randomUUID(), requestId, answers });
  const creating = { clientId: randomUUID(), conversationId, requestId, recipientId: RECIPIENT };
  const { referralId } = (await agent.ask('referral:create', creating)).referral;
  await expect.poll(async () => (await row(referralId))?.state, SOON).toBe('acknowledged');
  return { ...talk, referralId };
}

describe('the page', () => {
  const seen = async (response: Response) => {
    const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
    return { status: response.status, headers, bytes: await response.text() };
  };

  test('[V3] answers right and wrong, and what is neither, with the very same bytes', async () => {
    const { agent, conversationId } = await at.talk();
    const { reference, words } = await given(agent, { conversationId });
    const right = await seen(await withdraw(reference, words.join(' ')));
    expect(right.status).toBe(200);
    expect(right.bytes).toContain(ANSWER);
    const almost = [...words.slice(0, 5), `${words[5]}s`];
    for (const [typed, phrase] of [
      [reference, words.join(' ')],
      [reference, almost.join(' ')],
      [reference.toLowerCase(), 'not a phrase'],
      ['2222-2222', words.join(' ')],
      ['', ''],
      ['<script>', '\u0000'.repeat(900)],
      ['07700 900123', 'kim@mail.example'],
    ] as const)
      expect(await seen(await withdraw(typed, phrase))).toEqual(right);
    await judged();
  });

  test('[V3] of the message form as well, whether a number is known or not', async () => {
    const leave = async (value: string) =>
      seen(
        await fetch(`${server.url}/api/v1/messages`, {
          ...{ method: 'POST', headers: { 'content-type': 'application/json', origin: server.url } },
          body: JSON.stringify({ clientId: randomUUID(), message: 'hello', safeContact: { kind: 'phone', value } }),
        }),
      );
    expect(await leave('07700 900123')).toEqual(await leave('07700 900124'));
  });

  test('[P2, V4] is framed by nobody, keeps nothing, sets no cookie, and has a way out and the numbers', async () => {
    const page = await seen(await fetch(`${server.url}/help/words`));
    expect(page.status).toBe(200);
    const { headers, bytes } = page;
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("form-action 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect([headers['cache-control'], headers['referrer-policy']]).toEqual(['no-store', 'no-referrer']);
    expect(headers['set-cookie']).toBeUndefined();
    expect(bytes).toContain('id="exit"');
    for (const asset of ['/help/page.css', '/help/page.js']) {
      expect(bytes).toContain(asset);
      expect((await fetch(`${server.url}${asset}`)).status).toBe(200);
    }
    expect(bytes).toContain('tel:999');
  });

  test('does not look at what another website sends through the browser of its visitor', async () => {
    const before = await database.collection(returnTriesSpec).countDocuments({});
    const sent = await fetch(`${server.url}/help/words`, {
      ...{ method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } },
      body: new URLSearchParams({ reference: '2222-2222', phrase: 'x' }),
    });
    expect(sent.status).toBe(403);
    expect(await database.collection(returnTriesSpec).countDocuments({})).toBe(before);
  });
});

describe('a phrase', () => {
  test('[P1] is six words of the list, shown once and kept as a hash; sent again it is answered alike', async () => {
    const { agent, conversationId } = await at.talk();
    const clientId = randomUUID();
    const first = await given(agent, { clientId, conversationId });
    expect(first.words).toHaveLength(6);
    for (const word of first.words) expect(RETURN_WORDS).toContain(word);
    expect(await given(agent, { clientId, conversationId })).toEqual(first);
    const kept = await database.collection<{ _id: string }>(returnPhrasesSpec).find({ clientId }).toArray();
    expect(kept).toHaveLength(1);
    const text = JSON.stringify(kept);
    expect(text).toContain('argon2id');
    for (const said of [...first.words, first.reference]) expect(text).not.toContain(`"${said}"`);
    const audited = await database
      .collection(auditSpec)
      .find({ 'target.id': conversationId, action: 'phrase.give' })
      .toArray();
    expect(audited).toHaveLength(1);
  });

  test('is given only when they ask, and after a warning where somebody close may find it', async () => {
    const { agent, conversationId } = await at.talk({ preChat: { safeToTalk: 'yes', topic: 'partner_or_family' } });
    const refused = async (input: object) => (await give(agent, { conversationId, ...input })).body;
    expect(await refused({ asked: false })).toMatchObject({ error: { details: { reason: 'only_when_asked' } } });
    expect(await refused({})).toMatchObject({
      error: { code: 'conflict', details: { reason: 'warn_first', warnings: ['abuse_by_somebody_close'] } },
    });
    expect((await give(agent, { conversationId, insists: true })).status).toBe(200);
    expect((await give(agent, { caseId: 'a', conversationId })).status).toBe(400);
    expect((await give(agent, {})).status).toBe(400);
  });

  test('[A1] is given by who holds the conversation, and to nobody else is it there', async () => {
    const { conversationId } = await at.talk();
    const other = await at.staff('agent', 2);
    expect((await give(other, { conversationId })).body).toMatchObject({ error: { code: 'not_found' } });
    const supervisor = await at.staff('administrator');
    expect((await give(supervisor, { conversationId })).status).toBe(403);
  });

  test('stands in the chat only if they asked for that', async () => {
    const { agent, visitor, conversationId } = await at.talk();
    expect(await given(agent, { conversationId })).toMatchObject({ shownInChat: false });
    const { reference, words, shownInChat, address } = await given(agent, { conversationId, inChat: true });
    // What they are for stands beside them, and the page is there.
    expect(await (await fetch(address)).text()).toContain('Stop sharing');
    expect(shownInChat).toBe(true);
    const { entry } = await visitor.next('conversation:entry', (event) => event.entry.author.role === 'system');
    expect(entry.kind === 'message' ? entry.text : '').toContain(words.join(' '));
    expect(entry.kind === 'message' ? entry.text : '').toContain(reference);
    expect(entry.kind === 'message' ? entry.text : '').toContain(`ask us to stop sharing: ${address}`);
  });

  test('replaces the one before it', async () => {
    const { agent, conversationId } = await at.talk();
    const clientId = randomUUID();
    const first = await given(agent, { clientId, conversationId });
    await given(agent, { conversationId });
    expect((await give(agent, { clientId, conversationId })).body).toMatchObject({ error: { code: 'conflict' } });
    await withdraw(first.reference, first.words.join(' '));
    await judged();
    expect((await openFor(coordinator)).some((each) => each.conversationId === conversationId)).toBe(false);
  });
});

describe('somebody with the phrase', () => {
  test('learns nothing and cancels nothing silently: a person asks, and it goes on', async () => {
    const { agent, visitor, conversationId, referralId } = await referred();
    const { reference, words } = await given(agent, { conversationId });
    const before = await visitor.ask('conversation:resume', { afterSeq: 0 });
    const page = await (
      await withdraw(reference.replace('-', ' ').toLowerCase(), words.join('-').toUpperCase())
    ).text();
    expect(page).not.toContain(reference);
    const request = await requestFor(coordinator, conversationId);
    expect(request).toMatchObject({ state: 'open', highRisk: false, stopped: [{ referralId, state: 'acknowledged' }] });
    // Paused, not taken back; the worker and the leads know; nothing is said in the chat.
    await expect.poll(() => atPartner(referralId), SOON).toBe('paused');
    expect(await row(referralId)).toMatchObject({ state: 'acknowledged', pause: { requestId: request.requestId } });
    for (const who of [agent, lead, coordinator])
      await expect.poll(async () => (await alertsOf(who, 'withdrawal_asked', conversationId)).length, SOON).toBe(1);
    const after = await visitor.ask('conversation:resume', { afterSeq: 0 });
    expect(after.entries).toEqual(before.entries);
    // It opens once.
    await withdraw(reference, words.join(' '));
    await judged();
    expect((await openFor(coordinator)).filter((each) => each.conversationId === conversationId)).toHaveLength(1);

    const { requestId } = request;
    const stranger = await at.staff('agent', 2);
    expect((await step(stranger, requestId, 'take')).body).toMatchObject({ error: { code: 'not_found' } });
    expect((await decide(agent, requestId, 'continued')).body).toMatchObject({
      error: { details: { reason: 'not_taken' } },
    });
    expect((await step(agent, requestId, 'take')).status).toBe(200);
    expect((await step(coordinator, requestId, 'take')).body).toMatchObject({
      error: { details: { reason: 'taken_by_another', takenBy: agent.me.name } },
    });
    expect((await decide(agent, requestId, 'continued', 'could_not_reach')).body).toMatchObject({
      error: { details: { reason: 'not_reached' } },
    });
    expect((await decide(agent, requestId, 'continued')).status).toBe(200);
    // Pressed twice it is one decision.
    expect((await decide(agent, requestId, 'continued')).status).toBe(200);
    await expect.poll(() => atPartner(referralId), SOON).toBe('acknowledged');
    expect(await row(referralId)).toMatchObject({ state: 'acknowledged', pause: null });
    await expect.poll(async () => (await alertsOf(lead, 'withdrawal_asked', conversationId)).length, SOON).toBe(0);
    const records = await database
      .collection(auditSpec)
      .find({ 'target.id': requestId }, { sort: { at: 1 } })
      .toArray();
    const actions = records.map(({ action }) => action).filter((action) => action !== 'withdrawal.read');
    expect(actions).toEqual(['withdrawal.take', 'withdrawal.decide']);
    expect(JSON.stringify(records)).not.toContain('canary');
  });

  test('[C1] who was them gets everything taken back by a person’s decision', async () => {
    const { agent, visitor, conversationId, referralId } = await referred();
    const { reference, words } = await given(agent, { conversationId });
    await withdraw(reference, words.join(' '));
    const { requestId } = await requestFor(coordinator, conversationId);
    expect(await requestFor(coordinator, conversationId)).not.toHaveProperty('safeContact');
    expect((await step(coordinator, requestId, 'take')).status).toBe(200);
    // Whoever is to ask them sees the way that is safe, and nobody else.
    expect((await requestFor(coordinator, conversationId)).safeContact).toBe('Text after five');
    expect((await decide(coordinator, requestId, 'withdrawn', 'could_not_reach')).body).toMatchObject({
      error: { details: { reason: 'lead_decides' } },
    });
    const decided = await valueFrom(decide(coordinator, requestId, 'withdrawn'));
    expect(decided.request).toMatchObject({ state: 'withdrawn', decidedBy: { name: coordinator.me.name } });
    await expect.poll(() => atPartner(referralId), SOON).toBe('recalled');
    expect(await row(referralId)).toMatchObject({ state: 'recalled' });
    const consents = await database.collection(consentsSpec).find({ conversationId }).toArray();
    expect(consents).toMatchObject([{ withdrawnHow: 'phrase', withdrawnAt: expect.any(Number) }]);
    // What both sides see says so too, once.
    const [consent] = consents;
    await expect
      .poll(() => takenBackIn(visitor), SOON)
      .toEqual([{ author: { role: 'system' }, data: { requestId: consent?.requestId, recipientId: RECIPIENT } }]);
    expect((await openFor(coordinator)).some((each) => each.requestId === requestId)).toBe(false);
  });

  test('where the risk is high a lead is called within the hour and decides', async () => {
    const { agent, conversationId } = await referred({ safeToTalk: 'yes', inDanger: 'yes' });
    const { reference, words } = await given(agent, { conversationId, insists: true });
    await withdraw(reference, words.join(' '));
    const { requestId, highRisk, receivedAt, dueAt } = await requestFor(coordinator, conversationId);
    expect([highRisk, Date.parse(dueAt) - Date.parse(receivedAt)]).toEqual([true, 3_600_000]);
    await expect.poll(async () => (await alertsOf(lead, 'withdrawal_high_risk', conversationId)).length, SOON).toBe(1);
    expect((await step(coordinator, requestId, 'take')).status).toBe(200);
    for (const decision of ['withdrawn', 'continued'] as const)
      expect((await decide(coordinator, requestId, decision)).body).toMatchObject({
        error: { details: { reason: 'lead_decides' } },
      });
    // Whoever took it may not decide it: a lead takes it over, and both stand in the record.
    expect((await step(lead, requestId, 'take')).status).toBe(409);
    const taken = await valueFrom(step(lead, requestId, 'take', { from: coordinator.me.agentId }));
    expect(taken.request).toMatchObject({ takenBy: { name: lead.me.name } });
    expect((await decide(coordinator, requestId, 'withdrawn')).body).toMatchObject({
      error: { details: { reason: 'taken_by_another' } },
    });
    const decided = await valueFrom(decide(lead, requestId, 'continued'));
    expect(decided.request).toMatchObject({ state: 'continued', decidedBy: { name: lead.me.name } });
    const takes = await database
      .collection(auditSpec)
      .find({ 'target.id': requestId, action: 'withdrawal.take' })
      .toArray();
    expect(takes.map(({ meta }) => meta)).toMatchObject([{}, { from: coordinator.me.agentId }]);
  });

  test('of a case: its owner is reminded, it stands in the timeline, and what is referred meanwhile waits', async () => {
    const { agent, conversationId, referralId } = await referred();
    const { row: made } = await makeCase(server.url, agent.me, { conversationId, channel: 'web_chat' });
    const { reference, words } = await given(agent, { caseId: made.caseId });
    expect(reference).toBe(made.reference);
    await withdraw(reference, words.join(' '));
    const find = async () => (await openFor(agent)).find((each) => each.caseId === made.caseId) ?? null;
    await expect.poll(find, SOON).not.toBeNull();
    const request = (await find()) as WithdrawalRequestView;
    expect(request).toMatchObject({ caseReference: reference, stopped: [{ referralId }] });
    const dueIn = async () => {
      const read = askAs<{ case: CaseView }>(server.url, agent.me, 'GET', `/cases/${made.caseId}`);
      return (await valueFrom(read)).case.due.map(({ kind }) => kind);
    };
    expect(await dueIn()).toContain('withdrawal_check');
    await expect.poll(dueIn, SOON).toContain('consent_review');
    await valueFrom(step(agent, request.requestId, 'take'));
    await valueFrom(decide(agent, request.requestId, 'withdrawn'));
    for (const kind of ['withdrawal_check', 'consent_review']) expect(await dueIn()).not.toContain(kind);
    await expect.poll(async () => (await row(referralId))?.state, SOON).toBe('recalled');
  });

  test('an exit after the talk was ended is one for the referral that waits, and opens nothing any more (H3)', async () => {
    const { agent, visitor, conversationId, token } = await referred();
    await agent.ask('conversation:end', { clientId: randomUUID(), conversationId, reason: 'completed' });
    const leaves = { clientId: randomUUID(), reason: 'exit' } as const;
    visitor.socket.emit('conversation:leave', leaves, () => undefined);
    const conversations = database.connection.collection<{ _id: string; exitedAt?: number }>('conversations');
    const exitedAt = async () => (await conversations.findOne({ _id: conversationId }))?.exitedAt;
    await expect.poll(exitedAt, SOON).toEqual(expect.any(Number));
    await expect(at.visitor(token)).rejects.toThrow(/unauthenticated/);
  });

  test('[C1] taken back with staff after the chat was closed, it stands in its log, and is not agreed to any more', async () => {
    const { agent, visitor, conversationId } = await referred();
    const { row: made } = await makeCase(server.url, agent.me, { conversationId, channel: 'web_chat' });
    await visitor.ask('conversation:leave', { clientId: randomUUID(), reason: 'ended' });
    await wrapUp(agent, conversationId);
    const [consent] = await the.listed(agent.me, made.caseId);
    await valueFrom(the.takeBack(agent.me, made.caseId, consent?.consentId ?? ''));
    const log = async () => {
      const { entries } = await agent.ask('conversation:open', { conversationId, afterSeq: 0 });
      return entries.map(({ kind, author }) => `${kind} ${author.role}`);
    };
    await expect.poll(async () => (await log()).at(-1), SOON).toBe('consent_withdrawn system');
    expect((await log()).filter((each) => each.startsWith('consent_withdrawn'))).toHaveLength(1);
  });
});
