import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import { createMetrics } from '../../server/platform/metrics.ts';
import { connectRedis } from '../../server/platform/redis.ts';
import { createSignals, type Signals } from '../../server/platform/signals.redis.ts';
import { testDatabase } from '../support/database.ts';
import { testKeys } from '../support/log-node.ts';

/** A node that is alone makes nothing for others; from when another is there, that one hears everything. */
const { redisUrl, redisPrefix } = testDatabase();
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function node() {
  const nodeId = randomBytes(4).toString('hex');
  const logger = createLogger('silent', nodeId);
  const [publisher, subscriber] = [connectRedis({ url: redisUrl, logger }), connectRedis({ url: redisUrl, logger })];
  await Promise.all([publisher, subscriber].map((redis) => once(redis, 'ready')));
  const shared = { publisher, subscriber, prefix: redisPrefix, nodeId, logger };
  const signals = await createSignals({ ...shared, metrics: createMetrics(), masterKeys: testKeys });
  const heard: unknown[] = [];
  signals.subscribe('count', ({ number }) => heard.push(number));
  signals.onLine(
    'lines',
    (about) => about === 'mine',
    ({ number }) => heard.push(number),
  );
  const close = async () => {
    await signals.close();
    publisher.disconnect();
  };
  opened.push({ close });
  return { signals, heard, close };
}

/** Whether it is sent at all: what is not sent is not made. */
function sends(signals: Signals, number = 0): boolean[] {
  let [one, lines] = [false, false];
  signals.publishElsewhere('count', () => {
    one = true;
    return { number };
  });
  signals.publishLines('lines', () => {
    lines = true;
    return [{ about: 'mine', value: { number } }];
  });
  return [one, lines];
}

const PATIENCE = { timeout: 6_000, interval: 20 };

describe('what is said to the other nodes', () => {
  it('[Q4] is made while it is not known whether there are any', async () => {
    const { signals } = await node();
    expect(sends(signals)).toEqual([true, true]);
  });

  it('[Q4] is not made while there are none, and is heard, all of it, from when one has come', async () => {
    const first = await node();
    await expect.poll(() => sends(first.signals), PATIENCE).toEqual([false, false]);
    const second = await node();
    await expect.poll(() => sends(first.signals), PATIENCE).toEqual([true, true]);
    const before = second.heard.length;
    // Longer than several pulses, at each of which the first might take itself for alone.
    const numbers = Array.from({ length: 300 }, (_, index) => index + 1);
    for (const number of numbers) {
      expect(sends(first.signals, number)).toEqual([true, true]);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const said = numbers.flatMap((number) => [number, number]);
    await expect.poll(() => second.heard.slice(before).filter((number) => number !== 0), PATIENCE).toEqual(said);
    await second.close();
    await expect.poll(() => sends(first.signals), PATIENCE).toEqual([false, false]);
  }, 30_000);

  it('[Q4] is heard by one who comes at the moment in which it says that it is there', async () => {
    for (let time = 0; time < 5; time += 1) {
      const first = await node();
      await expect.poll(() => sends(first.signals), PATIENCE).toEqual([false, false]);
      const second = await node();
      const cameAt = performance.now();
      await expect.poll(() => sends(first.signals, 1), PATIENCE).toEqual([true, true]);
      await expect.poll(() => second.heard, PATIENCE).toContain(1);
      // Not at the next beat of the first one, which is half a second away at most.
      if (performance.now() - cameAt < 100) return;
      await second.close();
      await first.close();
    }
    expect.unreachable('The one who came was not heard at once a single time.');
  }, 60_000);
});
