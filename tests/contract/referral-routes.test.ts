import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCardsStore } from '../../server/partners/index.ts';
import { ensureCollection } from '../../server/platform/mongo.ts';
import { systemClock, systemIds } from '../../server/platform/ports.ts';
import { createSealing } from '../../server/platform/sealing.store.ts';
import { createInboundMessagesStore, createReferralRoutes, inboundMessagesSpec } from '../../server/referrals/index.ts';
import { englishWordings } from '../../shared/text/en/wordings.ts';
import { createWorld, masterKeys, type World } from '../integration/referral-world.ts';
import { testDatabase } from '../support/database.ts';
import { type HttpRig, httpRig } from '../support/http-rig.ts';

const test_ = testDatabase();
const worldDatabase = testDatabase();
let world: World;
let rig: HttpRig;
let callFails = false;
let wait: number | null = null;
const received: string[] = [];

beforeAll(async () => {
  world = await createWorld({ test: worldDatabase, partnerUrl: 'http://127.0.0.1:9/nobody', privateHosts: [] });
  await ensureCollection(world.database, inboundMessagesSpec);
  const sealing = createSealing(world.database, masterKeys, systemClock.now);
  const routes = createReferralRoutes({
    conversations: world.conversations,
    partners: world.partners,
    cards: createCardsStore(world.database),
    referrals: world.referrals,
    wordings: () => englishWordings,
    clock: systemClock,
    messages: {
      messages: createInboundMessagesStore(world.database, sealing),
      clock: systemClock,
      ids: systemIds,
      limit: () => Promise.resolve(wait),
      versions: () => ({ messageForm: '1' }),
      purgeAt: (made) => made,
      call: {
        raiseIn: () => (callFails ? Promise.reject(new Error('The node ends here.')) : Promise.resolve()),
        announce: (messageId) => received.push(messageId),
      },
    },
  });
  rig = await httpRig(test_, { tables: [routes] });
});
afterAll(async () => {
  await rig.close();
  await world.close();
});
beforeEach(() => {
  wait = null;
  callFails = false;
});

const stored = () => world.database.connection.collection(inboundMessagesSpec.name).find().toArray();

describe('the message form', () => {
  const form = () => ({
    clientId: randomUUID(),
    message: 'canary: please call me back',
    name: 'Canary Kim',
    safeContact: { kind: 'phone', value: '07700 900456', when: 'mornings', whoElseSees: 'my sister' },
    callback: { when: 'Tuesday' },
  });
  const send = (body: unknown) => rig.ask('POST', '/api/v1/messages', { body });

  test('[P1] is kept sealed, once, with what may be known without opening it', async () => {
    const body = form();
    const before = (await stored()).length;
    const first = await send(body);
    const second = await send(body);
    expect(first.body).toEqual({ ok: true, value: {} });
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    const all = await stored();
    expect(all).toHaveLength(before + 1);
    expect(all.at(-1)).toMatchObject({ channel: 'message_form', contactSafety: 'unknown', wantsCallback: true });
    expect(received).toHaveLength(all.length);
    expect(JSON.stringify(all)).not.toMatch(/[Cc]anary|07700|sister|Tuesday/);
  });

  test('is kept together with the call for staff or not at all: sent again, it is there and somebody is called', async () => {
    const body = form();
    const before = (await stored()).length;
    callFails = true;
    expect((await send(body)).status).toBe(500);
    expect(await stored()).toHaveLength(before);
    callFails = false;
    expect((await send(body)).status).toBe(200);
    expect(await stored()).toHaveLength(before + 1);
    expect(received).toHaveLength(before + 1);
  });

  test('[V3] answers the same when another message came under that id', async () => {
    const body = form();
    const first = await send(body);
    const other = await send({ ...body, message: 'something else', name: 'Somebody' });
    expect([other.status, other.body]).toEqual([first.status, first.body]);
  });

  test('says how long to wait past its limit, and what is wrong with a message that is none', async () => {
    wait = 12_000;
    expect((await send(form())).body).toMatchObject({
      error: { code: 'rate_limited', details: { retryAfterMs: 12_000 } },
    });
    wait = null;
    expect((await send({ ...form(), message: ' ' })).body).toMatchObject({ error: { code: 'bad_request' } });
    expect((await send({ ...form(), phone: '1' })).body).toMatchObject({ error: { code: 'bad_request' } });
  });
});

describe('the recipients', () => {
  test('[A1] are for who holds the conversation, in words for the age of the person', async () => {
    const staff = await rig.signedIn('agent');
    const holder = { agentId: staff.agentId, name: 'Ash' };
    const mine = await world.converse({ holder, ageBand: '13_15' });
    const others = await world.converse();
    const ask = (conversationId: string, cookie?: string) =>
      rig.ask('GET', `/api/v1/recipients?conversationId=${conversationId}`, cookie === undefined ? {} : { cookie });
    expect((await ask(mine)).status).toBe(401);
    expect((await ask(others, staff.cookie)).body).toMatchObject({ error: { code: 'not_found' } });
    expect((await ask(randomUUID(), staff.cookie)).body).toMatchObject({ error: { code: 'not_found' } });
    const { body } = await ask(mine, staff.cookie);
    expect(body).toMatchObject({ ok: true });
    const { recipients, wordings } = (body as { value: { recipients: object[]; wordings: { audience: string }[] } })
      .value;
    expect(recipients).toContainEqual(
      expect.objectContaining({
        recipientId: 'demo-partner',
        unverified: false,
        usable: true,
        purpose: expect.any(String),
      }),
    );
    expect(recipients).toContainEqual(
      expect.objectContaining({ recipientId: 'kidas', unverified: true, usable: false }),
    );
    expect(new Set(wordings.map((each) => each.audience))).toEqual(new Set(['young_13_17']));
  });
});

describe('releasing a held referral', () => {
  test('[A1] is for coordinators and leads', async () => {
    const release = (cookie: string) =>
      rig.ask('POST', `/api/v1/referrals/${randomUUID()}/release`, { cookie, body: {} });
    expect((await release((await rig.signedIn('agent')).cookie)).status).toBe(403);
    expect((await release((await rig.signedIn('coordinator')).cookie)).status).toBe(404);
  });
});
