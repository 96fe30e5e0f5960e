/** A request by reference and phrase at each moment of a referral (H4, C1): before it leaves, on its way, between attempts, arrived. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { transact } from '../../server/platform/transaction.ts';
import { referralOutboxSpec } from '../../server/referrals/index.ts';
import { testDatabase } from '../support/database.ts';
import { acknowledge, type Receiver, startReceiver } from './referral-receiver.ts';
import { type Agreed, agree, barrier, outlivesItsLease, refer } from './referral-story.ts';
import { coordinator, createWorld, type World } from './referral-world.ts';

const test_ = testDatabase();
let world: World;
let partner: Receiver;

beforeAll(async () => {
  partner = await startReceiver(() => world.secret());
  const timings = { holdMs: 3_600_000 };
  world = await createWorld({ test: test_, partnerUrl: partner.url, privateHosts: [partner.host], timings });
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
  world.set.openRequest = null;
});

const under = (key: string) => partner.deliveries.filter((each) => each.key === key);
const kindsTold = (referralId: string) =>
  partner.deliveries.filter((each) => each.key.startsWith(`${referralId}:`)).map((each) => JSON.parse(each.body).kind);

async function ask({ conversationId }: Agreed): Promise<string> {
  const requestId = randomUUID();
  const order = { requestId, conversationIds: [conversationId], caseIds: [], at: Date.now() };
  await transact(world.database, (session) => world.referrals.requests.holdIn(session, order));
  world.set.openRequest = requestId;
  await world.referrals.requests.announce(order);
  return requestId;
}

async function goOn({ conversationId }: Agreed, requestId: string): Promise<void> {
  const order = { requestId, conversationIds: [conversationId], caseIds: [], at: Date.now(), by: 'coordinator-1' };
  world.set.openRequest = null;
  await transact(world.database, (session) => world.referrals.requests.resumeIn(session, order));
  await world.referrals.requests.announce(order);
}

test('[C1] before it leaves holds it, no coordinator lets it go by itself, and once it was asked it goes', async () => {
  world.set.atOnce = false;
  const agreed = await agree(world);
  const { referralId } = await refer(world, agreed);
  const requestId = await ask(agreed);
  expect(await world.row(referralId)).toMatchObject({ state: 'held', heldFor: 'coordinator', dueAt: null });
  await world.letGo();
  await expect(world.referrals.release({ actor: coordinator, referralId, atOnce: false })).resolves.toMatchObject({
    error: { details: { reason: 'asked_to_stop' } },
  });
  expect(under(referralId)).toEqual([]);
  world.set.atOnce = true;
  await goOn(agreed, requestId);
  await world.reached(referralId, 'acknowledged');
  expect(kindsTold(referralId)).toEqual([]);
});

test('[C1] once a coordinator let it go after an exit it is not held for one again when sharing goes on', async () => {
  world.set.atOnce = false;
  const agreed = await agree(world);
  await world.end(agreed.conversationId, 'exit');
  const { referralId } = await refer(world, agreed);
  expect(await world.row(referralId)).toMatchObject({ state: 'held', heldFor: 'coordinator' });
  // Let go in the moment before the request: it has not begun to leave.
  const rows = world.database.connection.collection<{ _id: string }>(referralOutboxSpec.name);
  await rows.updateOne({ _id: referralId }, { $set: { state: 'ready', heldFor: null, dueAt: null } });
  const requestId = await ask(agreed);
  expect(await world.row(referralId)).toMatchObject({ state: 'held', pause: { heldFor: null } });
  await goOn(agreed, requestId);
  await world.reached(referralId, 'acknowledged');
  expect(under(referralId)).toHaveLength(1);
});

test('[C1] overtakes an attempt that outlived its lease: the partner, which has it by now, is told once more', async () => {
  const { agreed, referralId, letArrive } = await outlivesItsLease(world, partner);
  await ask(agreed);
  await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause']);
  expect(partner.kept().map(({ key }) => key)).not.toContain(referralId);
  letArrive();
  await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause', 'pause']);
  expect(partner.kept().find(({ key }) => key === referralId)?.state).toBe('paused');
});

test('[C1] while it is on its way lets the attempt end, sends no other, and tells the partner to pause', async () => {
  const gate = barrier();
  partner.answer = async (response, delivery, before) => {
    if (delivery.key.includes(':')) return acknowledge(response, delivery, before);
    await gate.opened;
    response.statusCode = 500;
    response.end();
  };
  const agreed = await agree(world);
  const seen = partner.deliveries.length;
  const { referralId } = await refer(world, agreed);
  await partner.came(seen + 1);
  await ask(agreed);
  expect(await world.row(referralId)).toMatchObject({ state: 'sending', pause: { requestId: expect.any(String) } });
  gate.open();
  await world.rowReached(referralId, 'held', (row) => row.dueAt === null);
  await partner.came(seen + 2);
  expect(kindsTold(referralId)).toEqual(['pause']);
  expect(under(referralId)).toHaveLength(1);
});

test('[C1] between two attempts ends the attempts, and says so', async () => {
  partner.answer = (response, delivery, before) => {
    if (delivery.key.includes(':')) return acknowledge(response, delivery, before);
    response.writeHead(500, { 'retry-after': '3600' });
    response.end();
  };
  const agreed = await agree(world);
  const seen = partner.deliveries.length;
  const { referralId } = await refer(world, agreed);
  await partner.came(seen + 1);
  await world.rowReached(referralId, 'sending', (row) => row.lease === null && row.attempt === 1);
  const requestId = await ask(agreed);
  await world.rowReached(referralId, 'held');
  await partner.came(seen + 2);
  expect(kindsTold(referralId)).toEqual(['pause']);
  partner.answer = acknowledge;
  await goOn(agreed, requestId);
  await world.reached(referralId, 'acknowledged');
  await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause', 'resume']);
});

test('[C1] after it arrived pauses it, never recalls it, and a second request pauses it anew', async () => {
  const agreed = await agree(world);
  const { referralId } = await refer(world, agreed);
  await world.reached(referralId, 'acknowledged');
  const first = await ask(agreed);
  await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause']);
  await goOn(agreed, first);
  await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause', 'resume']);
  await ask(agreed);
  await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause', 'resume', 'pause']);
  expect(await world.row(referralId)).toMatchObject({ state: 'acknowledged' });
  expect(await world.row(`${referralId}:recall`)).toBeNull();
  for (const { body } of partner.deliveries.filter(({ key }) => key.startsWith(`${referralId}:`)))
    expect(Object.keys(JSON.parse(body)).sort()).toEqual([
      'kind',
      'recipient',
      'reference',
      'referralId',
      'schema',
      'sentAt',
      'service',
    ]);
});

test('[C1] what is referred while nobody has decided does not leave either', async () => {
  const agreed = await agree(world);
  world.set.openRequest = randomUUID();
  const { referralId } = await refer(world, agreed);
  await world.rowReached(referralId, 'held', (row) => row.heldFor === 'coordinator');
  expect(await world.row(referralId)).toMatchObject({ attempt: 0, pause: { requestId: world.set.openRequest } });
  expect(under(referralId)).toEqual([]);
});

test('[C1] races the beginning of sending, and either nothing leaves or a pause follows', async () => {
  for (let round = 0; round < 10; round += 1) {
    world.set.openRequest = null;
    const agreed = await agree(world);
    const { referralId } = await refer(world, agreed);
    await ask(agreed);
    const row = await world.row(referralId);
    if (row?.attempt === 0) expect(under(referralId)).toEqual([]);
    else await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause']);
  }
});

test('a pause that could not be delivered is not said after its end: the partner is left where it was decided (H4)', async () => {
  const agreed = await agree(world);
  const { referralId } = await refer(world, agreed);
  await world.reached(referralId, 'acknowledged');
  partner.answer = (response, delivery, before) => {
    if (!delivery.key.includes(':pause')) return acknowledge(response, delivery, before);
    response.writeHead(500, { 'retry-after': '1' });
    response.end();
  };
  const requestId = await ask(agreed);
  await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause']);
  partner.answer = acknowledge;
  await goOn(agreed, requestId);
  const pauseId = `${referralId}:pause-${requestId.slice(0, 8)}`;
  await world.rowReached(pauseId, 'recalled', (row) => row.dueAt === null);
  await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause', 'resume']);
});

test('a pause that is still on its way keeps its end waiting, so that the end comes last (H4)', async () => {
  const agreed = await agree(world);
  const { referralId } = await refer(world, agreed);
  await world.reached(referralId, 'acknowledged');
  const gate = barrier();
  const arrived: string[] = [];
  partner.answer = async (response, delivery, before) => {
    const { kind } = JSON.parse(delivery.body) as { kind: string };
    if (kind === 'pause') await gate.opened;
    arrived.push(kind);
    return acknowledge(response, delivery, before);
  };
  const requestId = await ask(agreed);
  await expect.poll(() => kindsTold(referralId), { timeout: 10_000 }).toEqual(['pause']);
  await goOn(agreed, requestId);
  expect(kindsTold(referralId)).toEqual(['pause']);
  gate.open();
  await expect.poll(() => arrived, { timeout: 10_000 }).toEqual(['pause', 'resume']);
});
