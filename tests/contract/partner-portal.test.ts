/** A partner's people in the portal: they see what was sent to their partner, say what becomes of it, and see nothing else. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditSpec } from '../../server/audit/index.ts';
import { connectDatabase, type Database } from '../../server/platform/mongo.ts';
import { referralMessagesSpec } from '../../server/portal/index.ts';
import { type ReferralRow, referralOutboxSpec, sentReferralsSpec } from '../../server/referrals/index.ts';
import { isSeenByPartner } from '../../shared/domain/partner-sees.ts';
import { afterPartner, PARTNER_ANSWERS } from '../../shared/domain/portal-moves.ts';
import { REFERRAL_STATES, ROLES } from '../../shared/protocol/desk.ts';
import { openAccountsOffice } from '../support/accounts-office.ts';
import { askAs, valueFrom } from '../support/cases.ts';
import { type SignedIn, signIn } from '../support/connect.ts';
import { type Helpline, helpline } from '../support/helpline.ts';
import {
  aFilledIn,
  codeIn,
  PORTAL_PARTNER,
  partnerAccount,
  portalAt,
  reasonIn,
  type Sent,
  sendTo,
  TOLD,
} from '../support/portal.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let at: Helpline;
let database: Database;
let portal: ReturnType<typeof portalAt>;
/** The demonstration's account, of the demonstration's partner that works in the portal. */
let tess: SignedIn;
/** At another partner. */
let robin: SignedIn;
let sent: Sent;

beforeAll(async () => {
  server = await startServer({ config: { limits: 'off', referralHoldMs: 0 } });
  at = helpline(server);
  database = await connectDatabase({ uri: server.database.mongodbUri, name: server.database.databaseName });
  portal = portalAt(server.url);
  tess = await signIn(server.url, server.account('partner'));
  robin = await partnerAccount(server, 'demo-partner');
  sent = await sendTo(at);
});
// A support worker has three places: whoever was talked with goes after each test.
afterEach(() => at.tidy());
afterAll(async () => {
  await at?.close();
  await database?.close();
  await server?.close();
});

const rows = () => database.collection<ReferralRow>(referralOutboxSpec);

/** A row of the outbox in whichever state, as if it had come there. */
async function aRow(change: Partial<ReferralRow> = {}): Promise<string> {
  const id = randomUUID();
  const now = Date.now();
  const state = change.state ?? 'sent';
  const row: ReferralRow = {
    ...{ _id: id, kind: 'referral', referralId: id, reference: 'AAAA-AAAA', conversationId: null, caseId: null },
    ...{ recipientId: PORTAL_PARTNER, requestId: 'a-request', consentId: id, state, itemIds: ['name'], heldFor: null },
    ...{ dueAt: null, attempt: 1, lease: null, leaseUntil: null, firstSentAt: now, sentAt: now, acknowledgedAt: null },
    ...{ partnerReference: null, lastFailure: null, recallWanted: false, tell: null, service: 'Test', createdBy: 'me' },
    ...{ clientIds: [id], createdAt: now, transitions: [{ state, at: now, by: 'system' }], versions: {} },
    ...{ purgeAt: null, legalHold: false },
    ...change,
  };
  await rows().insertOne(row);
  return id;
}

const audited = (referralId: string, action: string) =>
  database.collection(auditSpec).find({ 'target.id': referralId, action }).toArray();

/** As bytes, so that nothing at all tells one refusal from another. */
async function rawly(who: SignedIn, path: string, body: object = {}): Promise<string> {
  const headers = { origin: server.url, cookie: who.cookie, 'content-type': 'application/json' };
  const response = await fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return `${response.status} ${await response.text()}`;
}

describe('what a partner is shown', () => {
  test('[P1] is a list of references and states, newest first, and nothing about anybody', async () => {
    const { referrals, counts, desk } = await valueFrom(portal.list(tess));
    // Whom they ring: of a made-up county, a number that reaches nobody.
    expect(desk).toMatchObject({ number: '01632 960 200' });
    expect(referrals.map(({ referralId }) => referralId)).toContain(sent.referralId);
    expect(referrals.map(({ receivedAt }) => receivedAt)).toEqual(
      referrals.map(({ receivedAt }) => receivedAt).toSorted((a, b) => (a < b ? 1 : -1)),
    );
    expect(counts.sent).toBe(referrals.filter(({ state }) => state === 'sent').length);
    expect(JSON.stringify(referrals)).not.toMatch(/[Cc]anary|07700/);
    expect((await valueFrom(portal.list(tess, '?state=declined'))).referrals).toEqual([]);
  });

  test('[C1] opened, is exactly what was agreed to, and who opened it was recorded first', async () => {
    const before = await audited(sent.referralId, 'portal.read');
    const { contents } = await valueFrom(portal.open(tess, sent.referralId));
    expect(contents?.items.map(({ itemId, value }) => ({ itemId, value }))).toEqual(TOLD.slice(0, 2));
    expect(contents).toMatchObject({
      purpose: 'To contact you and offer you help with abuse at home.',
      consent: { wordingVersion: 'ask-en-adult-1' },
    });
    const records = await audited(sent.referralId, 'portal.read');
    expect(records).toHaveLength(before.length + 1);
    expect(records.at(-1)).toMatchObject({ actor: { id: tess.agentId, role: 'partner' } });
    const { db } = database.connection;
    await db?.command({ collMod: auditSpec.name, validator: { action: { $ne: 'portal.read' } } });
    try {
      const refused = await portal.open(tess, sent.referralId);
      expect(refused.status).toBe(500);
      expect(JSON.stringify(refused.body)).not.toMatch(/[Cc]anary/);
    } finally {
      await db?.command({ collMod: auditSpec.name, validator: {} });
    }
  });

  test('[V3] of another partner, of nobody, or not arrived yet: byte for byte the same answer', async () => {
    const bodies = [
      ['open', {}],
      ['answers', { ...aFilledIn('accept'), clientId: randomUUID(), revision: 1 }],
    ] as const;
    const ready = await aRow({ state: 'ready', firstSentAt: null, sentAt: null });
    const nobody = await partnerAccount(server, null);
    for (const [step, body] of bodies) {
      const unknown = await rawly(tess, `/portal/referrals/${randomUUID()}/${step}`, body);
      expect(unknown).toMatch(/^404 /);
      expect(await rawly(robin, `/portal/referrals/${sent.referralId}/${step}`, body)).toBe(unknown);
      expect(await rawly(nobody, `/portal/referrals/${sent.referralId}/${step}`, body)).toBe(unknown);
      expect(await rawly(tess, `/portal/referrals/${ready}/${step}`, body)).toBe(unknown);
    }
    expect((await valueFrom(portal.list(robin))).referrals).toEqual([]);
    for (const path of ['/portal/referrals', '/portal/card'])
      expect((await askAs(server.url, nobody, 'GET', path)).status, path).toBe(404);
    expect(await audited(sent.referralId, 'portal.accept')).toEqual([]);
  });

  test('[A1] is all there is for them: no desk, no case, no message, and nothing of theirs for anybody else', async () => {
    for (const path of ['/cases', '/inbound', '/reminders', '/approvals', '/partner-cards', '/concerns'])
      expect((await askAs(server.url, tess, 'GET', path)).status, path).toBe(403);
    for (const step of ['thread/open', 'answers']) {
      const body = { clientId: randomUUID(), text: 'x' };
      expect(await rawly(tess, `/referrals/${sent.referralId}/${step}`, body), step).toMatch(/^403 /);
    }
    for (const role of ROLES.filter((each) => each !== 'partner')) {
      const who = await signIn(server.url, server.account(role));
      expect((await portal.open(who, sent.referralId)).status, role).toBe(403);
      expect((await portal.list(who)).status, role).toBe(403);
    }
  });

  test('[A1] ends with the account, at the next thing they ask for', async () => {
    const gone = await partnerAccount(server, PORTAL_PARTNER);
    expect((await portal.list(gone)).status).toBe(200);
    const office = await openAccountsOffice(server.config);
    await office.accounts.disable(gone.agentId, { id: 'test', role: 'system' });
    await office.close();
    await expect.poll(async () => (await portal.open(gone, sent.referralId)).status).toBe(401);
  });
});

describe('what a partner answers', () => {
  test('[C1] changes a referral by the table of states, in every state and with every answer', async () => {
    for (const state of REFERRAL_STATES)
      for (const kind of PARTNER_ANSWERS) {
        const referralId = await aRow({ state });
        const to = afterPartner(kind, state);
        const asked = await portal.answer(tess, referralId, { ...aFilledIn(kind), revision: 1 });
        const expected = to !== null ? 200 : isSeenByPartner(state) ? 409 : 404;
        expect(asked.status, `${state} ${kind}`).toBe(expected);
        expect((await rows().findOne({ _id: referralId }))?.state, `${state} ${kind}`).toBe(to ?? state);
        expect(await audited(referralId, `portal.${kind}`)).toHaveLength(to === null ? 0 : 1);
      }
  });

  test('is seen by the worker at once, and nothing of its words stands in the database', async () => {
    const mine = await sendTo(at);
    const seen = mine.agent.next(
      'referral:changed',
      ({ referral }) => referral.referralId === mine.referralId && referral.state === 'accepted',
    );
    const accepted = await valueFrom(portal.say(tess, mine.referralId, 'accept'));
    expect((await seen).referral.acknowledgedAt).not.toBeNull();
    expect(accepted.thread).toMatchObject([
      {
        kind: 'accept',
        from: 'partner',
        name: tess.name,
        worker: 'Canary Tess',
        codes: { startsOn: expect.any(String) },
      },
    ]);
    const kept = await database.collection(referralMessagesSpec).find({ referralId: mine.referralId }).toArray();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toMatch(/[Cc]anary/);
  });

  test('[L2] sent again is one answer, other words under its id are a conflict, and a stale one is refused', async () => {
    const referralId = await aRow();
    const asked = { ...aFilledIn('question'), clientId: randomUUID(), revision: 1 };
    const first = await portal.answer(tess, referralId, asked);
    expect((await portal.answer(tess, referralId, asked)).body).toEqual(first.body);
    const other = await portal.answer(tess, referralId, { ...asked, text: 'something else' });
    expect([other.status, reasonIn(other)]).toEqual([409, 'other_content']);
    const stale = await portal.answer(tess, referralId, { ...aFilledIn('accept'), revision: 1 });
    expect([stale.status, reasonIn(stale)]).toEqual([409, 'changed_meanwhile']);
    expect(await database.collection(referralMessagesSpec).countDocuments({ referralId })).toBe(1);
  });

  test('is one of two that come at the same moment', async () => {
    const referralId = await aRow();
    const kinds = ['accept', 'decline', 'waiting_list'] as const;
    const answers = await Promise.all(
      kinds.map((kind) => portal.answer(tess, referralId, { ...aFilledIn(kind), revision: 1 })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await rows().findOne({ _id: referralId }))?.transitions).toHaveLength(2);
  });

  test('is told what to correct, and nothing is kept of what was wrong', async () => {
    const referralId = await aRow();
    const wrong = async (body: object) => {
      const { body: answer } = await portal.answer(tess, referralId, { revision: 1, ...body });
      return answer.ok ? [] : (answer.error.details?.issues ?? []).map(({ path }) => path);
    };
    expect(await wrong({ ...aFilledIn('decline'), reason: 'her ex rang us' })).toEqual(['reason']);
    expect(await wrong({ ...aFilledIn('decline'), reason: 'who_knows' })).toEqual(['reason']);
    expect(await wrong({ ...aFilledIn('accept'), startsOn: '2020-01-01' })).toEqual(['startsOn']);
    expect(await wrong({ ...aFilledIn('waiting_list'), weeks: 'six' })).toEqual(['weeks']);
    expect(await wrong({ ...aFilledIn('question'), text: '  ' })).toEqual(['text']);
    expect((await rows().findOne({ _id: referralId }))?.state).toBe('sent');
  });

  test('[C2] that is a no, or a question, calls a lead: the talk may be over by then', async () => {
    const lead = await at.staff('safeguarding_lead');
    for (const [kind, alert] of [
      ['decline', 'referral_declined'],
      ['question', 'referral_question'],
    ] as const) {
      const mine = await sendTo(at);
      await portal.say(tess, mine.referralId, kind);
      const of = { kind: alert, conversationId: mine.conversationId };
      const raised = await lead.next('alert:raised', (event) => event.alert.conversationId === mine.conversationId);
      expect(raised.alert).toMatchObject(of);
    }
  });

  test('[P1] is possible when the agreement is over, and shows nothing of what was sent or written', async () => {
    const gone = await partnerAccount(server, 'gone-partner');
    const referralId = await aRow({ recipientId: 'gone-partner', state: 'accepted' });
    const opened = await valueFrom(portal.open(gone, referralId));
    expect(opened).toMatchObject({ withheld: 'agreement_over', contents: null, thread: [] });
    const asked = await valueFrom(portal.say(gone, referralId, 'question'));
    expect(asked).toMatchObject({ referral: { state: 'accepted' }, thread: [] });
  });

  test('ends it: row, thread and the copy of what left are kept equally long from then on', async () => {
    const { referralId } = await sendTo(at);
    await portal.say(tess, referralId, 'question');
    const said = await valueFrom(portal.say(tess, referralId, 'decline'));
    expect([said.withheld, said.thread.map(({ kind }) => kind)]).toEqual(['declined', ['decline']]);
    // Who does not support them has no need of it any more.
    const { contents, withheld, thread } = await valueFrom(portal.open(tess, referralId));
    expect([contents, withheld, thread.map(({ kind }) => kind)]).toEqual([null, 'declined', ['decline']]);
    const ends = await Promise.all([
      rows().findOne({ _id: referralId }),
      database.collection<{ _id: string; purgeAt: Date }>(sentReferralsSpec).findOne({ _id: referralId }),
      database.collection<{ referralId: string; purgeAt: Date }>(referralMessagesSpec).findOne({ referralId }),
    ]);
    expect(new Set(ends.map((each) => each?.purgeAt?.getTime())).size).toBe(1);
  });
});

describe('a referral that the person takes back', () => {
  test('[C1] shows nothing any more, takes no other answer, and is confirmed once as stopped and deleted', async () => {
    const mine = await sendTo(at);
    const { referral } = await valueFrom(portal.say(tess, mine.referralId, 'accept'));
    await mine.withdraw();
    await expect
      .poll(async () => (await rows().findOne({ _id: mine.referralId }))?.state, { timeout: 10_000 })
      .toBe('recalled');
    const opened = await valueFrom(portal.open(tess, mine.referralId));
    expect(opened).toMatchObject({
      contents: null,
      // Who there has to stop is theirs to know.
      thread: [{ kind: 'accept', worker: 'Canary Tess', text: null }],
      referral: { state: 'recalled', stopConfirmedAt: null },
    });
    const late = await portal.answer(tess, mine.referralId, { ...aFilledIn('outcome'), revision: referral.revision });
    expect([codeIn(late), reasonIn(late)]).toEqual(['conflict', 'taken_back']);
    const seen = mine.agent.next(
      'referral:changed',
      ({ referral: now }) => now.referralId === mine.referralId && now.stopConfirmedAt !== undefined,
    );
    const { revision } = opened.referral;
    const stopped = await valueFrom(portal.answer(tess, mine.referralId, { kind: 'stopped', revision }));
    expect(stopped.referral.stopConfirmedAt).not.toBeNull();
    await seen;
    const again = await portal.answer(tess, mine.referralId, {
      kind: 'stopped',
      revision: stopped.referral.revision,
    });
    expect(reasonIn(again)).toBe('taken_back');
    expect(await audited(mine.referralId, 'portal.stopped')).toHaveLength(1);
  });
});

describe('a referral that is paused', () => {
  const PAUSE = { pause: { requestId: randomUUID(), heldFor: null } };

  test('H4: says so, is not taken on before it goes on, and what reaches nobody may still be said', async () => {
    const mine = await sendTo(at);
    await rows().updateOne({ _id: mine.referralId }, { $set: PAUSE });
    expect((await valueFrom(portal.open(tess, mine.referralId))).referral.paused).toBe(true);
    const { referrals } = await valueFrom(portal.list(tess));
    expect(referrals.find(({ referralId }) => referralId === mine.referralId)?.paused).toBe(true);
    // It says whom not to contact, or nobody could heed it.
    expect((await valueFrom(portal.open(tess, mine.referralId))).contents?.items).toHaveLength(2);
    for (const kind of ['acknowledge', 'waiting_list'] as const)
      expect((await portal.say(tess, mine.referralId, kind)).status).toBe(200);
    const taken = await portal.say(tess, mine.referralId, 'accept');
    expect([taken.status, reasonIn(taken)]).toEqual([409, 'paused']);
    expect((await rows().findOne({ _id: mine.referralId }))?.state).toBe('waiting_list');
    await rows().updateOne({ _id: mine.referralId }, { $set: { pause: null } });
    const { revision } = (await valueFrom(portal.open(tess, mine.referralId))).referral;
    // When it starts may not be known yet.
    const accept = { ...aFilledIn('accept'), startsOn: null, revision };
    const going = await valueFrom(portal.answer(tess, mine.referralId, accept));
    expect(going.referral).toMatchObject({ state: 'accepted', paused: false });
    await rows().updateOne({ _id: mine.referralId }, { $set: PAUSE });
    expect((await portal.say(tess, mine.referralId, 'outcome')).status).toBe(200);
  });

  test('[C1] and then taken back shows nothing any more, in the list, opened or answered', async () => {
    const mine = await sendTo(at);
    await valueFrom(portal.say(tess, mine.referralId, 'question'));
    await rows().updateOne({ _id: mine.referralId }, { $set: PAUSE });
    await mine.withdraw();
    await expect
      .poll(async () => (await rows().findOne({ _id: mine.referralId }))?.state, { timeout: 10_000 })
      .toBe('recalled');
    const opened = await valueFrom(portal.open(tess, mine.referralId));
    expect(opened).toMatchObject({ contents: null, thread: [], referral: { state: 'recalled' } });
    const listed = (await valueFrom(portal.list(tess))).referrals.find((each) => each.referralId === mine.referralId);
    const answers = [];
    for (const kind of PARTNER_ANSWERS) answers.push(await portal.say(tess, mine.referralId, kind));
    expect(answers.map(({ status }) => status)).toEqual(
      PARTNER_ANSWERS.map((kind) => (kind === 'stopped' ? 200 : 409)),
    );
    const seen = JSON.stringify([listed, opened, answers]);
    expect(seen).not.toMatch(/[Cc]anary|07700|mornings/);
    expect(seen).not.toContain(mine.conversationId);
    expect(seen).not.toContain(mine.agent.me.agentId);
  });
});
