import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { socketPath } from '../../server/platform/redis.ts';
import { testDatabase } from '../support/database.ts';
import { acknowledge, type Receiver, startReceiver } from './referral-receiver.ts';
import { agree, barrier, refer } from './referral-story.ts';
import { createWorld, type World, type WorldOptions } from './referral-world.ts';

const test_ = testDatabase();
let partner: Receiver;
let world: World | undefined;
let child: ChildProcess | undefined;

beforeAll(async () => {
  partner = await startReceiver(() => world?.secret() ?? '');
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await world?.close();
  partner.answer = acknowledge;
});
afterAll(() => partner.close());

async function open(change: Partial<WorldOptions> = {}): Promise<World> {
  world = await createWorld({ test: test_, partnerUrl: partner.url, privateHosts: [partner.host], ...change });
  await partner.warm();
  return world;
}

/** A Redis that nobody has started. */
const NO_REDIS = '/nonexistent/valkey.sock';
/** Nothing is sent by this process: no sweep comes round, and its jobs go nowhere. */
const IDLE: Partial<WorldOptions> = { redisUrl: NO_REDIS };

describe('nothing that can be lost loses a referral:', () => {
  test('[C2] a process killed between the partner’s 200 and its own note of it leaves one referral', async () => {
    const waiting = await open({ ...IDLE, timings: { sweepMs: 3_600_000 } });
    const reply = barrier();
    partner.answer = async (response, delivery, before) => {
      if (before > 0) return acknowledge(response, delivery, before);
      // Stopped, the sender cannot read the 200 that the partner has really sent.
      child?.kill('SIGSTOP');
      response.once('finish', () => reply.open());
      await acknowledge(response, delivery, before);
    };
    const { referralId } = await refer(waiting, await agree(waiting));
    const options = { test: test_, partnerUrl: partner.url, privateHosts: [partner.host] };
    child = fork(fileURLToPath(new URL('./referral-sender.process.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, REFERRAL_WORLD: JSON.stringify(options) },
    });
    await reply.opened;
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await waiting.row(referralId)).toMatchObject({ state: 'sending', attempt: 1, sentAt: null });
    await waiting.close();
    const after = await open();
    await after.reached(referralId, 'acknowledged');
    const deliveries = partner.deliveries.filter((each) => each.key === referralId);
    expect(deliveries).toHaveLength(2);
    expect(new Set(deliveries.map((each) => each.body)).size).toBe(1);
  });

  test('[C2, Q4] Redis flushed while referrals wait: all leave', async () => {
    const held = await open({ timings: { holdMs: 3_600_000, sweepMs: 50 } });
    const made = [];
    for (let each = 0; each < 8; each += 1) made.push(await refer(held, await agree(held)));
    const redis = new Redis(socketPath(test_.redisUrl) ?? test_.redisUrl);
    const mine = await redis.keys(`${test_.redisPrefix}*`);
    const jobs = await Promise.all(
      mine.map(async (key) => ((await redis.type(key)) === 'hash' ? JSON.stringify(await redis.hgetall(key)) : '')),
    );
    // [P1] what waits in Redis is an id.
    expect(jobs.join()).toContain(made[0]?.referralId);
    expect(jobs.join()).not.toMatch(/Canary|canary|07700|demo-partner/);
    await redis.unlink(...mine);
    redis.disconnect();
    await held.letGo();
    for (const { referralId } of made) await held.reached(referralId, 'acknowledged');
    for (const { referralId } of made)
      expect(partner.deliveries.filter((each) => each.key === referralId)).toHaveLength(1);
  });

  test('[C2, Q4] without any Redis referrals are sent all the same, and recalled', async () => {
    const alone = await open(IDLE);
    const { referralId } = await refer(alone, await agree(alone));
    await alone.reached(referralId, 'acknowledged');
    expect(partner.deliveries.filter((each) => each.key === referralId)).toHaveLength(1);
  });

  test('[C2] two nodes that look at once send once', async () => {
    const one = await open();
    const other = await createWorld({ test: test_, partnerUrl: partner.url, privateHosts: [partner.host] });
    try {
      const made = await Promise.all(Array.from({ length: 6 }, async () => refer(one, await agree(one))));
      for (const { referralId } of made) await one.rowReached(referralId, 'acknowledged');
      for (const { referralId } of made)
        expect(partner.deliveries.filter((each) => each.key === referralId)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  test('[C2] a person who could not be told is told when it is possible again', async () => {
    const deaf = await open();
    deaf.set.deaf = true;
    partner.answer = (response) => {
      response.statusCode = 400;
      response.end();
    };
    const { referralId } = await refer(deaf, await agree(deaf));
    await deaf.rowReached(referralId, 'undeliverable', (row) => row.tell === 'referral_undeliverable');
    deaf.set.deaf = false;
    await deaf.toldOf(`${referralId}:referral_undeliverable`);
    await deaf.rowReached(referralId, 'undeliverable', (row) => row.tell === null);
  });
});
