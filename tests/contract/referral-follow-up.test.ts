/** What did not go, and what nobody has acknowledged: who sees it, who sends again, who asks, and what comes of it. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { conversationsSpec } from '../../server/conversations/index.ts';
import { createMailer } from '../../server/platform/mail.ts';
import { transact } from '../../server/platform/transaction.ts';
import { type ReferralRow, referralOutboxSpec } from '../../server/referrals/index.ts';
import { REFERRAL_STATES, ROLES } from '../../shared/protocol/desk.ts';
import { type Answer, acknowledge, type Receiver, startReceiver } from '../integration/referral-receiver.ts';
import { agree, granted, refer, withdraw } from '../integration/referral-story.ts';
import { createWorld, type World, agent as workerOfWorld } from '../integration/referral-world.ts';
import { type SmtpServer, startSmtpServer } from '../integration/smtp-server.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

type Staff = Awaited<ReturnType<HttpRig['signedIn']>>;

let world: World;
let rig: HttpRig;
let partner: Receiver;
let smtp: SmtpServer;
let coordinator: Staff;
let agent: Staff;

const worldDatabase = testDatabase();
const rigDatabase = testDatabase();

beforeAll(async () => {
  partner = await startReceiver(() => world.secret());
  smtp = await startSmtpServer();
  const folder = join(tmpdir(), `mail-${worldDatabase.databaseName}`);
  const mailer = createMailer({ smtpUrl: smtp.url, from: 'referrals@service.example', folder, timeoutMs: 1_000 });
  world = await createWorld({ test: worldDatabase, partnerUrl: partner.url, privateHosts: [partner.host], mailer });
  await partner.warm();
  rig = await httpRig(rigDatabase, { tables: [world.referrals.routes], limits: 'off' });
  coordinator = await rig.signedIn('coordinator');
  agent = await rig.signedIn('agent');
});
afterAll(async () => {
  await rig.close();
  await world.close();
  await partner.close();
  await smtp.close();
});
beforeEach(() => {
  partner.answer = acknowledge;
  smtp.rcpt = '250 ok';
});

const refuses: Answer = (response) => {
  response.statusCode = 422;
  response.end();
};
const says = (text: string): Answer => {
  return (response) => void response.end(text);
};

const get = (path: string, { cookie }: Staff) => rig.ask('GET', `/api/v1${path}`, { cookie });
const post = (path: string, { cookie }: Staff, body: object) => rig.ask('POST', `/api/v1${path}`, { cookie, body });

type Row = { readonly referralId: string; readonly kind?: string } & Readonly<Record<string, unknown>>;
const listed = async (path: string, who: Staff) => {
  const { body } = await get(path, who);
  return (body as { value: { referrals: Row[] } }).value.referrals;
};

/** Made by this member of staff, and not acknowledged by the partner. */
async function unanswered(who: Staff): Promise<string> {
  partner.answer = says('thanks');
  const { referralId } = await refer(world, await agree(world));
  await world.reached(referralId, 'sent');
  await change(referralId, { createdBy: who.agentId });
  return referralId;
}

const rows = () => world.database.connection.collection<ReferralRow>(referralOutboxSpec.name);
const change = (referralId: string, set: Partial<Record<string, unknown>>) =>
  rows().updateOne({ _id: referralId }, { $set: set });

async function keepOut(conversationId: string, { agentId }: Staff): Promise<void> {
  const talks = world.database.connection.collection<{ _id: string }>(conversationsSpec.name);
  await talks.updateOne(
    { _id: conversationId },
    { $set: { exclusions: [{ agentId, reason: 'conflict_of_interest', until: null }] } },
  );
}

describe('what did not go', () => {
  const retry = (referralId: string, who: Staff, deliveryId = referralId) =>
    post(`/referrals/${referralId}/retry`, who, { deliveryId });

  test('[A1, C2] is listed with the reason in words for who answers for the service, and sent again under its key', async () => {
    partner.answer = refuses;
    const { referralId } = await refer(world, await agree(world));
    await world.reached(referralId, 'undeliverable');
    expect((await get('/referrals/undeliverable', agent)).status).toBe(403);
    expect((await retry(referralId, agent)).status).toBe(403);
    expect(await listed('/referrals/undeliverable', coordinator)).toContainEqual(
      expect.objectContaining({
        ...{ referralId, kind: 'referral', reason: 'status_422', recipientName: 'Example support partner' },
        ...{
          sentence: expect.stringContaining('Ring them'),
          rings: { who: expect.any(String), number: expect.any(String) },
        },
      }),
    );
    partner.answer = acknowledge;
    expect((await retry(referralId, coordinator)).body).toMatchObject({ value: { referral: { referralId } } });
    await retry(referralId, coordinator);
    await world.reached(referralId, 'acknowledged');
    const came = partner.deliveries.filter(({ key }) => key === referralId);
    expect(came).toHaveLength(2);
    expect(new Set(came.map(({ body }) => body)).size).toBe(1);
    expect((await retry(referralId, coordinator)).body).toMatchObject({ error: { code: 'conflict' } });
    const left = await listed('/referrals/undeliverable', coordinator);
    expect(left.map((each) => each.referralId)).not.toContain(referralId);
  });

  test('[C1] is not sent again without a consent in force', async () => {
    partner.answer = refuses;
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.reached(referralId, 'undeliverable');
    await world.lapse(agreed.conversationId);
    expect((await retry(referralId, coordinator)).body).toMatchObject({ error: { code: 'consent_missing' } });
  });

  test('[C1] taken back after somebody sent it again, it is recalled: it may have arrived before', async () => {
    partner.answer = refuses;
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.reached(referralId, 'undeliverable');
    // As it stands between the button and the attempt.
    await change(referralId, { state: 'ready', dueAt: null });
    partner.answer = acknowledge;
    await withdraw(world, agreed);
    await world.rowReached(referralId, 'recalled');
    await world.rowReached(`${referralId}:recall`, 'acknowledged');
  });

  test('[C1, C2] a recall is listed as such, and goes although the consent is gone', async () => {
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.reached(referralId, 'acknowledged');
    partner.answer = refuses;
    await withdraw(world, agreed);
    await world.toldOf(`${referralId}:recall:recall_undeliverable`);
    expect(await listed('/referrals/undeliverable', coordinator)).toContainEqual(
      expect.objectContaining({ referralId, kind: 'recall' }),
    );
    partner.answer = acknowledge;
    expect((await retry(randomUUID(), coordinator, `${referralId}:recall`)).status).toBe(404);
    expect((await retry(referralId, coordinator, `${referralId}:recall`)).status).toBe(200);
    await world.rowReached(`${referralId}:recall`, 'acknowledged');
  });

  test('[C2] an e-mail that was given up is listed beside its referral, and is sent again without it', async () => {
    const to = 'demo-portal-partner';
    smtp.rcpt = '451 later';
    const { referralId } = await refer(world, await agree(world, undefined, to), to);
    const mail = `${referralId}:notice`;
    await world.toldOf(mail);
    const inList = async () =>
      (await listed('/referrals/undeliverable', coordinator)).find((each) => each.deliveryId === mail);
    expect(await inList()).toMatchObject({
      ...{ referralId, kind: 'notice', state: 'sent', sentence: expect.stringContaining('Ring them') },
    });
    expect((await retry(referralId, agent, mail)).status).toBe(403);
    expect((await retry(randomUUID(), coordinator, mail)).status).toBe(404);
    expect((await retry(referralId, coordinator, mail)).status).toBe(200);
    // Refused once more, it is another call.
    await world.toldOf(`${mail}:5`);
    smtp.rcpt = '250 ok';
    for (const _twice of [1, 2]) expect((await retry(referralId, coordinator, mail)).status).toBe(200);
    const reference = (await world.row(referralId))?.reference ?? '';
    await expect.poll(() => smtp.mails.filter((each) => each.includes(reference)).length, { timeout: 10_000 }).toBe(1);
    await expect.poll(inList, { timeout: 10_000 }).toBeUndefined();
    expect((await retry(referralId, coordinator, mail)).body).toMatchObject({ error: { code: 'conflict' } });
    expect(await world.row(referralId)).toMatchObject({ state: 'sent', attempt: 1 });
  });

  test('H8: whoever knows somebody in it learns of nothing', async () => {
    partner.answer = refuses;
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.reached(referralId, 'undeliverable');
    const knows = await rig.signedIn('coordinator');
    await keepOut(agreed.conversationId, knows);
    const seen = await listed('/referrals/undeliverable', knows);
    expect(seen.map((each) => each.referralId)).not.toContain(referralId);
    expect((await retry(referralId, knows)).body).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('what waits for a decision', () => {
  test('[A1] H3: is listed with why it waits for who decides, and is gone once they let it go', async () => {
    const agreed = await agree(world);
    await world.end(agreed.conversationId, 'exit');
    const { referralId, waits } = await refer(world, agreed);
    expect(waits).toEqual({ why: 'left_after_yes', until: null });
    for (const role of ['agent', 'supervisor'] as const)
      expect((await get('/referrals/held', await rig.signedIn(role))).status).toBe(403);
    const waiting = async (who: Staff) =>
      (await listed('/referrals/held', who)).filter((each) => each.referralId === referralId);
    expect(await waiting(coordinator)).toMatchObject([{ why: 'left_after_yes', recipientName: expect.any(String) }]);
    const knows = await rig.signedIn('coordinator');
    await keepOut(agreed.conversationId, knows);
    expect(await waiting(knows)).toEqual([]);
    await world.referrals.release({
      actor: { agentId: coordinator.agentId, role: 'coordinator' },
      referralId,
      atOnce: false,
    });
    await world.reached(referralId, 'acknowledged');
    expect(await waiting(coordinator)).toEqual([]);
  });

  test('H4: says that somebody asked to stop, before and after it left', async () => {
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.reached(referralId, 'acknowledged');
    const requestId = randomUUID();
    const order = { requestId, conversationIds: [agreed.conversationId], caseIds: [], at: Date.now() };
    await transact(world.database, (session) => world.referrals.requests.holdIn(session, order));
    const told = { actor: workerOfWorld, conversationId: agreed.conversationId };
    const shown = async () => granted(await world.referrals.list(told)).referrals[0];
    expect(await shown()).toMatchObject({ state: 'acknowledged', waits: { why: 'asked_to_stop' } });
    await transact(world.database, (session) => world.referrals.requests.resumeIn(session, { ...order, by: 'c' }));
    expect(await shown()).not.toHaveProperty('waits');
  });
});

describe('what nobody has acknowledged', () => {
  const chase = (referralId: string, who: Staff, given: object = {}) =>
    post(`/referrals/${referralId}/chase`, who, {
      ...{ clientId: randomUUID(), how: 'rang', outcome: 'no_answer', said: 'canary: nobody picked up', ...given },
    });

  test('[A1] D2: is the worker’s who made it, and seen by who answers for the service', async () => {
    const referralId = await unanswered(agent);
    const other = await rig.signedIn('agent');
    expect((await listed('/referrals/unanswered', other)).map((each) => each.referralId)).not.toContain(referralId);
    expect((await chase(referralId, other)).body).toMatchObject({ error: { code: 'not_found' } });
    for (const who of [agent, coordinator])
      expect(await listed('/referrals/unanswered', who)).toContainEqual(
        expect.objectContaining({ referralId, step: 'first', overdue: false, asked: 0 }),
      );
  });

  test('[L2, P1] D2: is asked after twice, then rung by name; each is kept once, sealed', async () => {
    const referralId = await unanswered(agent);
    const clientId = randomUUID();
    const first = await chase(referralId, agent, { clientId });
    expect(first.body).toMatchObject({
      value: { chase: { next: { step: 'second' }, chases: [{ outcome: 'no_answer' }] } },
    });
    expect((await chase(referralId, agent, { clientId })).body).toEqual(first.body);
    expect((await chase(referralId, agent, { clientId, said: 'another' })).body).toMatchObject({
      error: { code: 'conflict' },
    });
    const second = await chase(referralId, agent, { how: 'wrote', outcome: 'they_will_look' });
    expect(second.body).toMatchObject({ value: { chase: { next: { step: 'coordinator' } } } });
    await world.toldOf(`${referralId}:chase:2`);
    const mail = await chase(referralId, coordinator, { how: 'wrote' });
    expect(mail.body).toMatchObject({ error: { code: 'bad_request', details: { issues: [{ path: 'body.how' }] } } });
    const { body } = await get(`/referrals/${referralId}/chase`, coordinator);
    const { script, rings, chases } = (
      body as { value: { chase: { script: string; rings: object; chases: object[] } } }
    ).value.chase;
    expect(rings).toMatchObject({ who: expect.any(String), number: expect.any(String) });
    expect(script).toContain('Its reference is');
    expect(script).not.toMatch(/Canary/);
    expect(chases).toHaveLength(2);
    expect(JSON.stringify(await rows().findOne({ _id: referralId }))).not.toContain('canary');
  });

  test('D2: said by telephone to be there it is acknowledged, with who wrote that down', async () => {
    const referralId = await unanswered(agent);
    const said = { outcome: 'acknowledged_by_phone', said: 'canary: Robin has it, and rings tomorrow' };
    expect((await chase(referralId, agent, { ...said, how: 'wrote' })).status).toBe(400);
    expect((await chase(referralId, agent, said)).body).toMatchObject({
      value: { chase: { state: 'acknowledged', next: null } },
    });
    const row = await rows().findOne({ _id: referralId });
    expect(row?.transitions.at(-1)).toMatchObject({ state: 'acknowledged', by: agent.agentId });
    expect(row?.acknowledgedAt).toEqual(expect.any(Number));
    expect((await chase(referralId, agent)).body).toMatchObject({
      error: { code: 'conflict', details: { reason: 'answered_already' } },
    });
  });

  test('[A1] is found among however much is others’, and much of it is looked at together', async () => {
    const mine = await unanswered(agent);
    const row = await rows().findOne({ _id: mine });
    if (!row?.chase) throw new Error('not waited for');
    const { chase: due, conversationId } = row;
    const others = Array.from({ length: 520 }, (_, at): ReferralRow => {
      const id = randomUUID();
      const [consentId, clientIds, createdBy] = [id, [id], 'somebody else'];
      const sooner = { ...due, at: due.at - 1_000 - at, told: true };
      return { ...row, _id: id, referralId: id, consentId, clientIds, createdBy, chase: sooner };
    });
    await rows().insertMany(others);
    expect((await listed('/referrals/unanswered', agent)).map((each) => each.referralId)).toContain(mine);
    const { db } = world.database.connection;
    await db?.command({ profile: 2 });
    expect(await listed('/referrals/unanswered', coordinator)).toHaveLength(500);
    await db?.command({ profile: 0 });
    const talks = `${worldDatabase.databaseName}.${conversationsSpec.name}`;
    expect(await db?.collection('system.profile').countDocuments({ ns: talks, op: 'query' })).toBe(1);
    await keepOut(conversationId ?? '', coordinator);
    const left = await listed('/referrals/unanswered', coordinator);
    expect(left.filter((each) => each.conversationId === conversationId)).toEqual([]);
    await rows().deleteMany({ createdBy: 'somebody else' });
  });

  test('[Q4] D2: is asked after sooner once the risk turns out to be high, though no signal tells of it', async () => {
    const referralId = await unanswered(agent);
    expect((await world.row(referralId))?.acknowledgeBy?.counts).toBe('working_days');
    world.set.atOnce = true;
    try {
      await world.referrals.reconsiderAll();
      const after = await world.row(referralId);
      expect(after?.acknowledgeBy?.counts).toBe('hours');
      expect(after?.chase).toEqual({ step: 'first', at: after?.acknowledgeBy?.at, told: false });
      expect(after?.chase?.at).toBeLessThan(Date.now() + 4.1 * 3_600_000);
      await world.referrals.reconsiderAll();
      expect((await world.row(referralId))?.chase).toEqual(after?.chase);
    } finally {
      world.set.atOnce = false;
    }
  });

  test('D2: without a case a person is called when it is time to ask, once', async () => {
    const referralId = await unanswered(agent);
    await change(referralId, { 'chase.at': Date.now() - 1 });
    await world.toldOf(`${referralId}:chase:0`);
    await world.rowReached(referralId, 'sent', ({ chase: due }) => due?.told === true);
    expect(world.told.filter(({ cause }) => cause === `${referralId}:chase:0`)).toHaveLength(1);
  });
});

describe('whatever state it is in', () => {
  const mayDo = ['supervisor', 'safeguarding_lead', 'coordinator'];
  const mayRelease = ['safeguarding_lead', 'coordinator'];
  const ON_ITS_WAY = ['ready', 'sending'];

  test('[A1, C1] each of the staff changes a referral by the table and nothing else, in every state', async () => {
    const { referralId } = await refer(world, await agree(world));
    await world.reached(referralId, 'acknowledged');
    const still = { dueAt: null, lease: null, leaseUntil: null, sentAt: 1 };
    for (const role of ROLES) {
      const who = await rig.signedIn(role);
      const may = mayDo.includes(role);
      for (const state of REFERRAL_STATES) {
        const what = `${role}, ${state}`;
        await change(referralId, { ...still, state, heldFor: state === 'held' ? 'coordinator' : null });
        const asked = { clientId: randomUUID(), how: 'rang', outcome: 'no_answer', said: 'canary: nobody' };
        const { status } = await post(`/referrals/${referralId}/chase`, who, asked);
        // A worker asks after what is theirs alone; to anybody else's it does not exist.
        const theirs = role === 'agent' ? 404 : 403;
        expect(status, `chase: ${what}`).toBe(may ? (state === 'sent' ? 200 : 409) : theirs);
        if (state !== 'undeliverable' || !may) {
          const again = (await post(`/referrals/${referralId}/retry`, who, { deliveryId: referralId })).status;
          expect(again, `retry: ${what}`).toBe(may ? (ON_ITS_WAY.includes(state) ? 200 : 409) : 403);
        }
        if (state !== 'held' || !mayRelease.includes(role)) {
          const released = await world.referrals.release({
            actor: { agentId: who.agentId, role },
            referralId,
            atOnce: true,
          });
          expect(released.ok, `release: ${what}`).toBe(mayRelease.includes(role));
        }
        expect((await world.row(referralId))?.state, what).toBe(state);
      }
    }
  }, 60_000);

  test('[A1, C1] what did not go and what is held goes by those who answer for it, and arrives', async () => {
    for (const role of ROLES) {
      const who = await rig.signedIn(role);
      const from = { undeliverable: mayDo.includes(role), held: mayRelease.includes(role) };
      for (const state of ['undeliverable', 'held'] as const) {
        const { referralId } = await refer(world, await agree(world));
        await world.reached(referralId, 'acknowledged');
        await change(referralId, { state, dueAt: null, heldFor: state === 'held' ? 'coordinator' : null });
        if (state === 'held')
          await world.referrals.release({ actor: { agentId: who.agentId, role }, referralId, atOnce: true });
        else await post(`/referrals/${referralId}/retry`, who, { deliveryId: referralId });
        if (from[state]) await world.rowReached(referralId, 'acknowledged');
        else expect((await world.row(referralId))?.state, `${role}, ${state}`).toBe(state);
      }
    }
  });
});
