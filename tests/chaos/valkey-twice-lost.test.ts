/**
 * Valkey that goes again just as it is back: what the client library asks by itself then fails with nobody to hear of it,
 * and a rejection that nobody hears ends a node.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../server/platform/logger.ts';
import { connectRedis } from '../../server/platform/redis.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { startOwnValkey } from '../support/own-valkey.ts';

it('[Q4] Valkey lost again in the moment of coming back leaves no failure behind that would end the node', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hl-valkey-'));
  const valkey = await startOwnValkey(folder);
  const proxy = await startFaultProxy({ path: valkey.url });
  const redis = connectRedis({ url: `redis://127.0.0.1:${proxy.port}`, logger: createLogger('silent', 'n1') });
  const unheard: unknown[] = [];
  const hear = (reason: unknown): void => {
    unheard.push(reason);
  };
  // The runner has its own listeners, for which any of these is a failure of the whole run.
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', hear);
  onTestFinished(async () => {
    process.removeListener('unhandledRejection', hear);
    for (const other of others) process.on('unhandledRejection', other);
    redis.disconnect();
    await proxy.close();
    await valkey.close();
    await rm(folder, { recursive: true, force: true });
  });
  const next = (event: string) => new Promise<void>((resolve) => redis.once(event, () => resolve()));

  await next('ready');
  await redis.subscribe('signals');
  const back = next('ready');
  proxy.reset();
  await back;
  proxy.accept(false);
  proxy.reset();
  // Twice in vain: what waits is given up then.
  await next('reconnecting');
  await next('reconnecting');
  await next('reconnecting');
  proxy.accept(true);
  await next('ready');
  expect(unheard).toEqual([]);
});
