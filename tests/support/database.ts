/** A database and a Redis prefix for each test file on the pair of the run (`global-setup.ts`), gone when it ends. */
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, inject } from 'vitest';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { socketPath } from '../../server/platform/redis.ts';

export type TestDatabase = Readonly<{
  mongodbUri: string;
  redisUrl: string;
  databaseName: string;
  redisPrefix: string;
}>;

/** Call it at the top of a file, before the hooks that use it: what is declared first is dropped last. */
export function testDatabase(): TestDatabase {
  const database = newDatabase();
  afterAll(() => drop(database));
  return database;
}

/** Names of its own; who calls this calls `drop` as well. */
export function newDatabase(): TestDatabase {
  const databaseName = `t_${process.env.VITEST_POOL_ID ?? '0'}_${randomBytes(4).toString('hex')}`;
  const [mongodbUri, redisUrl] = [inject('mongodbUri'), inject('redisUrl')];
  return { mongodbUri, redisUrl, databaseName, redisPrefix: `${databaseName}:` };
}

export async function drop({ mongodbUri, redisUrl, databaseName, redisPrefix }: TestDatabase): Promise<void> {
  const connected = await connectDatabase({ uri: mongodbUri, name: databaseName });
  await connected.dropAll();
  await connected.close();
  const redis = new Redis(socketPath(redisUrl) ?? redisUrl);
  for await (const keys of redis.scanStream({ match: `${redisPrefix}*`, count: 500 })) {
    if (Array.isArray(keys) && keys.length > 0) await redis.unlink(...keys.map(String));
  }
  redis.disconnect();
}
