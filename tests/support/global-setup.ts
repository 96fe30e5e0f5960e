/**
 * Starts one real MongoDB and one real Valkey for the whole run, with throw-away data, and hands their addresses to
 * the tests; a database and a prefix for each file keep the files apart (`database.ts`).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../server/platform/embedded/index.ts';
import { ensureChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    mongodbUri: string;
    redisUrl: string;
  }
}

type Pair = { mongodbUri: string; redisUrl: string; stop: () => Promise<void> };

/** Every project loads this file anew, and they share one process: the pair and its users are counted there. */
const shared = globalThis as { hearthlineTestPair?: { users: number; pair: Promise<Pair> } };

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (project.name === 'e2e') await ensureChromium();
  shared.hearthlineTestPair ??= { users: 0, pair: startPair() };
  const held = shared.hearthlineTestPair;
  held.users += 1;
  const pair = await held.pair;
  project.provide('mongodbUri', pair.mongodbUri);
  project.provide('redisUrl', pair.redisUrl);
  return async () => {
    held.users -= 1;
    if (held.users > 0) return;
    delete shared.hearthlineTestPair;
    await pair.stop();
  };
}

async function startPair(): Promise<Pair> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearthline-test-'));
  const started = await startEmbedded({ dataDir, small: true, want: { mongo: true, valkey: true } });
  if (started.mongodbUri === undefined || started.redisUrl === undefined)
    throw new Error('The databases did not start.');
  const { mongodbUri, redisUrl } = started;
  await keepWhatIsOver(mongodbUri);
  const stop = async () => {
    await started.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { mongodbUri, redisUrl, stop };
}

/** Stories live at times of their own, some of them past: what the database ends by its own clock would go from under them. */
async function keepWhatIsOver(uri: string): Promise<void> {
  const client = await new mongo.MongoClient(uri).connect();
  await client.db('admin').command({ setParameter: 1, ttlMonitorEnabled: false });
  await client.close();
}
