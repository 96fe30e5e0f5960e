import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { conversationsSpec } from '../../server/conversations/index.ts';
import { testDatabase } from '../support/database.ts';
import { acknowledge, type Receiver, startReceiver } from './referral-receiver.ts';
import { agree, asking, barrier, granted, outlivesItsLease, refer, withdraw } from './referral-story.ts';
import { coordinator, createWorld, type World } from './referral-world.ts';

const test_ = testDatabase();
const HOLD_MS = 3_600_000;
let world: World;
let partner: Receiver;

beforeAll(async () => {
  partner = await startReceiver(() => world.secret());
  world = await createWorld({
    test: test_,
    partnerUrl: partner.url,
    privateHosts: [partner.host],
    timings: { holdMs: HOLD_MS },
  });
  await partner.warm();
});
afterAll(async () => {
  await world.close();
  await partner.close();
});
beforeEach(() => {
  partner.answer = acknowledge;
  partner.arrive = async () => undefined;
  world.set.atOnce = true;
});

const under = (key: string) => partner.deliveries.filter((each) => each.key === key);
const effectOf = async (outcome: ReturnType<typeof withdraw>) => granted(await outcome).effect;

describe('a consent taken back', () => {
  test('[C1] before a referral is made allows none', async () => {
    const agreed = await agree(world);
    expect(await effectOf(withdraw(world, agreed))).toBe('stopped');
    await expect(refer(world, agreed)).rejects.toThrow('consent_missing');
  });

  test('[C1] while it is held stops it: nothing ever leaves', async () => {
    world.set.atOnce = false;
    const agreed = await agree(world);
    const { referralId, state } = await refer(world, agreed);
    expect(state).toBe('held');
    expect(await effectOf(withdraw(world, agreed))).toBe('stopped');
    await world.reached(referralId, 'withdrawn');
    expect(await world.row(referralId)).toMatchObject({ state: 'withdrawn', dueAt: null, attempt: 0 });
    expect(await world.row(`${referralId}:recall`)).toBeNull();
    expect(under(referralId)).toEqual([]);
  });

  test('[C1] or lapsed while it waited is noticed when sending begins, and nothing leaves', async () => {
    world.set.atOnce = false;
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.lapse(agreed.conversationId);
    await world.letGo();
    await world.reached(referralId, 'withdrawn');
    expect(under(referralId)).toEqual([]);
  });

  test('[C1] races the beginning of sending, and either nothing leaves or a recall follows', async () => {
    for (let round = 0; round < 12; round += 1) {
      const agreed = await agree(world);
      const { referralId } = await refer(world, agreed);
      const effect = await effectOf(withdraw(world, agreed));
      if (effect === 'stopped') {
        expect(await world.row(referralId)).toMatchObject({ state: 'withdrawn', attempt: 0 });
        expect(under(referralId)).toEqual([]);
      } else {
        await world.reached(referralId, 'recalled');
        await world.rowReached(`${referralId}:recall`, 'acknowledged');
        expect(under(`${referralId}:recall`)).toHaveLength(1);
      }
    }
  });

  test('[C1] while it is with the partner lets the attempt finish, then recalls it under the same reference', async () => {
    const gate = barrier();
    partner.answer = async (response, delivery, before) => {
      if (!delivery.key.endsWith(':recall')) await gate.opened;
      await acknowledge(response, delivery, before);
    };
    const seen = partner.deliveries.length;
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    const sent = JSON.parse((await partner.came(seen + 1)).body);
    expect(await effectOf(withdraw(world, agreed))).toBe('recalled');
    expect(await world.row(referralId)).toMatchObject({ state: 'sending', recallWanted: true });
    gate.open();
    await world.reached(referralId, 'recalled');
    const recalled = JSON.parse((await partner.came(seen + 2)).body);
    expect(recalled).toMatchObject({ kind: 'recall', referralId, reference: sent.reference });
    expect(recalled.items).toBeUndefined();
    expect(await world.row(referralId)).toMatchObject({ state: 'recalled', acknowledgedAt: expect.any(Number) });
  });

  test('[C1] overtakes an attempt that outlived its lease: nothing is kept of it, and it is recalled once more', async () => {
    const { agreed, referralId, letArrive } = await outlivesItsLease(world, partner);
    expect(await effectOf(withdraw(world, agreed))).toBe('recalled');
    // The partner never had it: that is an answer.
    await world.rowReached(`${referralId}:recall`, 'sent');
    letArrive();
    await expect.poll(() => under(referralId).length, { timeout: 10_000 }).toBe(1);
    const again = () => partner.deliveries.filter(({ key }) => key.startsWith(`${referralId}:recall-`));
    await expect.poll(() => again().length, { timeout: 10_000 }).toBe(1);
    await world.rowReached(again()[0]?.key ?? '', 'acknowledged');
    expect(await world.row(referralId)).toMatchObject({ state: 'recalled', sentAt: null });
    const kept = partner.kept().find(({ key }) => key === referralId);
    expect(kept).toMatchObject({ state: 'recalled' });
    expect(kept?.body).toBeUndefined();
  });

  test('[C1] finds no attempt that stood still between its beginning and the sending', async () => {
    let frozen = 0;
    world.set.frozen = ({ state, attempt }) => {
      if (state !== 'sending' || attempt !== 1) return;
      frozen += 1;
      // Nothing of this process runs meanwhile: longer than its lease, less an answer.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_200);
    };
    const { referralId } = await refer(world, await agree(world));
    await world.rowReached(referralId, 'acknowledged');
    world.set.frozen = () => undefined;
    expect(frozen).toBe(1);
    expect(under(referralId)).toHaveLength(1);
    expect(await world.row(referralId)).toMatchObject({ attempt: 2 });
  });

  test('[C1] between two attempts ends the attempts and recalls what may have arrived', async () => {
    partner.answer = (response, delivery, before) => {
      if (delivery.key.endsWith(':recall')) return acknowledge(response, delivery, before);
      response.writeHead(500, { 'retry-after': '3600' });
      response.end();
    };
    const seen = partner.deliveries.length;
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await partner.came(seen + 1);
    await world.rowReached(referralId, 'sending', (row) => row.lease === null && row.attempt === 1);
    expect(await effectOf(withdraw(world, agreed))).toBe('recalled');
    await world.rowReached(`${referralId}:recall`, 'acknowledged');
    expect(under(referralId)).toHaveLength(1);
    expect(under(`${referralId}:recall`)).toHaveLength(1);
  });

  test('[C1] after it arrived recalls it, also when the conversation is over', async () => {
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.reached(referralId, 'acknowledged');
    await world.end(agreed.conversationId, 'ended');
    const clientId = randomUUID();
    const first = granted(await withdraw(world, agreed, clientId));
    expect(first.effect).toBe('recalled');
    await world.rowReached(`${referralId}:recall`, 'acknowledged');
    // [L2] the same command again, and then another: one withdrawal.
    expect(granted(await withdraw(world, agreed, clientId))).toEqual(first);
    expect(await withdraw(world, agreed)).toMatchObject({ error: { code: 'consent_missing' } });
    expect(under(`${referralId}:recall`)).toHaveLength(1);
  });

  test('[C2] a recall that cannot be delivered is told to a person', async () => {
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.reached(referralId, 'acknowledged');
    partner.answer = (response) => {
      response.statusCode = 500;
      response.end();
    };
    await effectOf(withdraw(world, agreed));
    await world.toldOf(`${referralId}:recall:recall_undeliverable`);
  });

  test('[C1] by a newer card answered with no stops what has not left', async () => {
    world.set.atOnce = false;
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    const { conversationId } = agreed;
    const { requestId } = granted(await world.consent.ask(asking(conversationId)));
    const answers = [{ recipientId: 'demo-partner', decision: 'declined' as const, items: [] }];
    granted(await world.consent.answer({ conversationId, clientId: randomUUID(), requestId, answers }));
    await world.reached(referralId, 'withdrawn');
    await expect(refer(world, agreed)).resolves.toMatchObject({ referralId, state: 'withdrawn' });
  });
});

describe('a referral on hold', () => {
  beforeEach(() => {
    world.set.atOnce = false;
  });

  test('leaves at once when the risk turns out to be high', async () => {
    const agreed = await agree(world);
    const { referralId, state } = await refer(world, agreed);
    expect(state).toBe('held');
    world.set.atOnce = true;
    await world.referrals.reconsider({ conversationIds: [agreed.conversationId], caseIds: [] });
    await world.reached(referralId, 'acknowledged');
  });

  test('is let go before its time only where the person asks for that: the time to think again is theirs', async () => {
    const { referralId } = await refer(world, await agree(world));
    expect(await world.row(referralId)).toMatchObject({ state: 'held', heldFor: 'person' });
    const early = await world.referrals.release({ actor: coordinator, referralId, atOnce: false });
    expect(early).toMatchObject({ error: { code: 'conflict', details: { reason: 'think_again' } } });
    expect(await world.row(referralId)).toMatchObject({ state: 'held', heldFor: 'person' });
    granted(await world.referrals.release({ actor: coordinator, referralId, atOnce: true }));
    await world.reached(referralId, 'acknowledged');
    expect(under(referralId)).toHaveLength(1);
  });

  test('waits for a coordinator when the person left in a hurry after the yes, and a person is told', async () => {
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.end(agreed.conversationId, 'exit');
    await world.referrals.reconsider({ conversationIds: [agreed.conversationId], caseIds: [] });
    await world.toldOf(`${referralId}:referral_held`);
    expect(await world.row(referralId)).toMatchObject({ state: 'held', heldFor: 'coordinator', dueAt: null });
    expect(under(referralId)).toEqual([]);
    const asAgent = await world.referrals.release({
      actor: { agentId: 'a', role: 'agent' },
      referralId,
      atOnce: false,
    });
    expect(asAgent).toMatchObject({ error: { code: 'forbidden' } });
    granted(await world.referrals.release({ actor: coordinator, referralId, atOnce: false }));
    await world.reached(referralId, 'acknowledged');
    expect(under(referralId)).toHaveLength(1);
  });

  test('waits for a coordinator as well when they left in a hurry after the talk had been ended', async () => {
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await world.end(agreed.conversationId, 'ended');
    await world.referrals.reconsider({ conversationIds: [agreed.conversationId], caseIds: [] });
    expect(await world.row(referralId)).toMatchObject({ state: 'held', heldFor: 'person' });
    const conversations = world.database.connection.collection<{ _id: string }>(conversationsSpec.name);
    await conversations.updateOne({ _id: agreed.conversationId }, { $set: { exitedAt: Date.now() } });
    await world.referrals.reconsider({ conversationIds: [agreed.conversationId], caseIds: [] });
    await world.toldOf(`${referralId}:referral_held`);
    expect(await world.row(referralId)).toMatchObject({ state: 'held', heldFor: 'coordinator', dueAt: null });
  });

  test('waits for a coordinator from the start when it is made after such an exit, high risk or not', async () => {
    world.set.atOnce = true;
    const agreed = await agree(world);
    await world.end(agreed.conversationId, 'exit');
    const { referralId, state } = await refer(world, agreed);
    expect(state).toBe('held');
    await world.toldOf(`${referralId}:referral_held`);
  });

  test('[C1] of somebody who turns out to be 14 waits for the competence note, and nobody can let it go before', async () => {
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    const conversations = world.database.connection.collection<{ _id: string }>(conversationsSpec.name);
    const becomes = (change: object) => conversations.updateOne({ _id: agreed.conversationId }, { $set: change });
    await becomes({ ageBand: '13_15' });
    await world.letGo();
    await world.toldOf(`${referralId}:referral_held`);
    expect(await world.row(referralId)).toMatchObject({ state: 'held', heldFor: 'coordinator', dueAt: null });
    const locked = await world.referrals.release({ actor: coordinator, referralId, atOnce: false });
    expect(locked).toMatchObject({ error: { code: 'conflict', details: { reason: 'competence_note_missing' } } });
    expect(under(referralId)).toEqual([]);
    await becomes({ competence: { noteId: 'a-note', releasedBy: null } });
    granted(await world.referrals.release({ actor: coordinator, referralId, atOnce: false }));
    await world.reached(referralId, 'acknowledged');
    expect(under(referralId)).toHaveLength(1);
  });
});
