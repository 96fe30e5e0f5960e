import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { casesSpec } from '../../server/cases/index.ts';
import { conversationsSpec } from '../../server/conversations/index.ts';
import { testDatabase } from '../support/database.ts';
import { acknowledge, type Receiver, startReceiver } from './referral-receiver.ts';
import { agree, asking, granted, refer, withdraw } from './referral-story.ts';
import { agent, createWorld, type World } from './referral-world.ts';

const test_ = testDatabase();
let world: World;
let partner: Receiver;

beforeAll(async () => {
  partner = await startReceiver(() => world.secret());
  world = await createWorld({ test: test_, partnerUrl: partner.url, privateHosts: [partner.host] });
  await partner.warm();
});
afterAll(async () => {
  await world.close();
  await partner.close();
});
beforeEach(() => {
  partner.answer = acknowledge;
  world.redirectPartner(partner.url);
});

const under = (referralId: string) => partner.deliveries.filter((each) => each.key === referralId);

describe('a referral', () => {
  test('[C1] leaves once, signed, with the values said yes to and nothing else, and comes back acknowledged', async () => {
    const referral = await refer(world, await agree(world));
    const done = await world.reached(referral.referralId, 'acknowledged');
    expect(done).toMatchObject({ itemIds: ['name', 'safe_contact'], sentAt: expect.any(Number) });
    const [delivery, more] = under(referral.referralId);
    expect(more).toBeUndefined();
    expect(delivery?.verdict).toBe('good');
    const body = JSON.parse(delivery?.body ?? '');
    expect(body).toMatchObject({ schema: 'hearthline.referral/1', kind: 'referral', referralId: referral.referralId });
    expect(body.items.map((each: { value: string }) => each.value)).toEqual([
      'Canary Sam',
      'Text 07700 900123 after five',
    ]);
    expect(delivery?.body).not.toContain('canary-health-words');
    expect(await world.row(referral.referralId)).toMatchObject({
      state: 'acknowledged',
      partnerReference: partner.kept().find(({ key }) => key === referral.referralId)?.partnerReference,
    });
  });

  test('[P1] leaves no word of the person in the database', async () => {
    const referral = await refer(world, await agree(world));
    await world.reached(referral.referralId, 'acknowledged');
    const stored = JSON.stringify(await world.documents());
    // A positive control: what may be in clear is found this way.
    expect(stored).toContain('demo-partner');
    for (const word of ['Canary Sam', '07700', 'canary-health-words', 'To contact you']) {
      expect(stored).not.toContain(word);
      expect(stored).not.toContain(Buffer.from(word).toString('base64').replace(/=+$/, ''));
    }
  });

  test('is paid by the grant of its case, which the partner is not told', async () => {
    const agreed = await agree(world);
    const { connection } = world.database;
    const aCase = { _id: randomUUID(), fundingStream: 'idva_isva', mergedInto: null };
    await connection.collection<typeof aCase>(casesSpec.name).insertOne(aCase);
    const talk = connection.collection<{ _id: string; caseId?: string }>(conversationsSpec.name);
    await talk.updateOne({ _id: agreed.conversationId }, { $set: { caseId: aCase._id } });
    const { referralId } = await refer(world, agreed);
    await world.reached(referralId, 'acknowledged');
    expect(await world.row(referralId)).toMatchObject({ fundingStream: 'idva_isva' });
    expect(under(referralId)[0]?.body).not.toContain('idva_isva');
    const without = await refer(world, await agree(world));
    expect(await world.row(without.referralId)).toMatchObject({ fundingStream: null });
  });

  test('[L2] asked for twice is one, under the same clientId or another', async () => {
    const agreed = await agree(world);
    const input = { actor: agent, clientId: randomUUID(), ...agreed, recipientId: 'demo-partner' };
    const again = { ...input, clientId: randomUUID() };
    const outcomes = await Promise.all([input, input, again, again].map((each) => world.referrals.create(each)));
    const ids = outcomes.map((each) => granted(each).referral.referralId);
    expect(new Set(ids).size).toBe(1);
    await world.reached(ids[0] ?? '', 'acknowledged');
    expect(under(ids[0] ?? '')).toHaveLength(1);
    const other = await agree(world, agreed.conversationId);
    for (const each of [input, again]) {
      const reused = await world.referrals.create({ ...each, requestId: other.requestId });
      expect(reused).toMatchObject({ error: { code: 'conflict' } });
    }
  });

  test('[C1] is refused without a consent in force', async () => {
    const conversationId = await world.converse();
    const { requestId } = granted(await world.consent.ask(asking(conversationId)));
    const input = { actor: agent, clientId: randomUUID(), conversationId, requestId, recipientId: 'demo-partner' };
    expect(await world.referrals.create(input)).toMatchObject({ error: { code: 'consent_missing' } });
    const answers = [{ recipientId: 'demo-partner', decision: 'details_only' as const, items: [] }];
    granted(await world.consent.answer({ conversationId, clientId: randomUUID(), requestId, answers }));
    expect(await world.referrals.create(input)).toMatchObject({ error: { code: 'consent_missing' } });
    const others = await agree(world);
    await refer(world, others);
    expect(await world.referrals.create({ ...input, requestId: others.requestId })).toMatchObject({
      error: { code: 'consent_missing' },
    });
    const stranger = { ...agent, agentId: 'agent-2' };
    expect(await world.referrals.create({ ...input, actor: stranger })).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('a partner that', () => {
  const failing = (status: number, times: number) => {
    partner.answer = (response, delivery, before) => {
      if (before >= times) return acknowledge(response, delivery, before);
      response.statusCode = status;
      response.end('<p>not now</p>');
    };
  };

  test('[C2] fails for a while gets the same bytes under the same key until it answers', async () => {
    failing(503, 3);
    const referral = await refer(world, await agree(world));
    await world.reached(referral.referralId, 'acknowledged');
    const deliveries = under(referral.referralId);
    expect(deliveries).toHaveLength(4);
    expect(new Set(deliveries.map((each) => each.body)).size).toBe(1);
    expect(deliveries.every((each) => each.verdict === 'good')).toBe(true);
    await world.toldOf(`${referral.referralId}:referral_delayed`);
  });

  test('[C2] fails five times has not got it, and a person is told', async () => {
    failing(500, 99);
    const referral = await refer(world, await agree(world));
    expect(await world.reached(referral.referralId, 'undeliverable')).toMatchObject({ sentAt: null });
    await world.toldOf(`${referral.referralId}:referral_undeliverable`);
    expect(under(referral.referralId)).toHaveLength(5);
  });

  test('[C2] refuses it is not asked again, and a person is told', async () => {
    failing(422, 99);
    const referral = await refer(world, await agree(world));
    await world.reached(referral.referralId, 'undeliverable');
    await world.toldOf(`${referral.referralId}:referral_undeliverable`);
    expect(under(referral.referralId)).toHaveLength(1);
  });

  test('[C2] sends us elsewhere is not followed', async () => {
    partner.answer = (response) => {
      response.writeHead(307, { location: `${partner.url}/elsewhere` });
      response.end();
    };
    const referral = await refer(world, await agree(world));
    await world.reached(referral.referralId, 'undeliverable');
    expect(under(referral.referralId).map((each) => each.path)).toEqual(Array.from({ length: 5 }, () => '/referrals'));
  });

  test.each([
    ['garbage', 'not json at all'],
    ['more than anybody needs', 'x'.repeat(300_000)],
  ])('[C2] answers %s has got it, without saying so', async (_what, text) => {
    partner.answer = (response) => void response.end(text);
    const referral = await refer(world, await agree(world));
    await world.reached(referral.referralId, 'sent');
    expect(await world.row(referral.referralId)).toMatchObject({ state: 'sent', acknowledgedAt: null });
  });

  test('[C2] has it and says so too late is asked again, and keeps one', async () => {
    partner.answer = async (response, delivery, before) => {
      if (before === 0) await new Promise((resolve) => response.once('close', resolve));
      await acknowledge(response, delivery, before);
    };
    const referral = await refer(world, await agree(world));
    await world.reached(referral.referralId, 'acknowledged');
    expect(under(referral.referralId)).toHaveLength(2);
    expect(partner.kept().filter(({ key }) => key === referral.referralId)).toHaveLength(1);
  });

  test('[C2] gets it twice, having forgotten nothing, answers with the reference it gave the first time', async () => {
    failing(502, 1);
    const referral = await refer(world, await agree(world));
    await world.reached(referral.referralId, 'acknowledged');
    const replies = under(referral.referralId).map(({ reply }) => reply);
    expect(replies).toHaveLength(2);
    expect(new Set(replies).size).toBe(1);
  });

  test('[C2] has another name by the second attempt at a recall gets the same bytes under its key', async () => {
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.reached(referralId, 'acknowledged');
    partner.answer = (response, delivery, before) => {
      world.renamePartner(`Renamed ${before}`);
      if (before > 0) return acknowledge(response, delivery, before);
      response.statusCode = 503;
      response.end();
    };
    await withdraw(world, agreed);
    await world.rowReached(`${referralId}:recall`, 'acknowledged');
    const bodies = under(`${referralId}:recall`).map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    expect(new Set(bodies).size).toBe(1);
    // It is the end of the referral: from here on it counts how long it is kept, and the copy with it.
    const row = await world.row(referralId);
    expect(row?.purgeAt?.getTime()).toBeGreaterThan(row?.createdAt ?? 0);
    expect((await world.copyOf(referralId))?.purgeAt).toEqual(row?.purgeAt);
  });

  test('[C2] is down holds up no other', async () => {
    partner.answer = (response, delivery, before) => {
      if (before > 0) return acknowledge(response, delivery, before);
    };
    const many = await Promise.all(Array.from({ length: 24 }, () => agree(world)));
    const elsewhere = await agree(world, undefined, 'demo-portal-partner');
    const waiting = await Promise.all(many.map((each) => refer(world, each)));
    const began = performance.now();
    const other = await refer(world, elsewhere, 'demo-portal-partner');
    await world.reached(other.referralId, 'sent');
    // Sooner than these have waited in vain, five at a time.
    expect(performance.now() - began).toBeLessThan(2_500);
    for (const { referralId } of waiting) await world.rowReached(referralId, 'acknowledged');
  });

  test('[C2] never answers is tried again, and has one referral when it does', async () => {
    partner.answer = (response, delivery, before) => {
      if (before > 0) return acknowledge(response, delivery, before);
    };
    const referral = await refer(world, await agree(world));
    await world.reached(referral.referralId, 'acknowledged');
    expect(under(referral.referralId)).toHaveLength(2);
  });

  test.each([
    ['by its number', 'https://127.0.0.1:9/x'],
    ['by a name', 'https://localhost:9/x'],
    ['in the guise of IPv6', 'https://[::ffff:127.0.0.1]:9/x'],
    ['without encryption', 'http://example.org/x'],
  ])('[C2] lies inside our network %s is never connected to, and a person is told', async (_how, url) => {
    const agreed = await agree(world);
    world.redirectPartner(url);
    const referral = await refer(world, agreed);
    await world.toldOf(`${referral.referralId}:referral_undeliverable`);
    expect((await world.row(referral.referralId))?.lastFailure).toMatch(/address_refused|https_required/);
  });
});
