/** Connects what the service stands on, in order, and closes it in the opposite order. */
import type { Redis } from 'ioredis';
import type { Config } from './config.ts';
import { type Background, createBackground } from './platform/background.ts';
import { CONNECTION_LIMITS, type ConnectionRules } from './platform/connection-limits.ts';
import { createDiskPort, type DiskPort } from './platform/disk-use.store.ts';
import { createLogger, type Logger } from './platform/logger.ts';
import { type MasterKeys, readMasterKeys } from './platform/master-keys.ts';
import { createMetrics, type Metrics } from './platform/metrics.ts';
import { connectDatabase, type Database } from './platform/mongo.ts';
import { type Clock, type Ids, systemClock, systemIds } from './platform/ports.ts';
import { connectRedis } from './platform/redis.ts';
import { assertKeysOpen, createSealing, type Sealing } from './platform/sealing.store.ts';
import { createSignals, type Signals } from './platform/signals.redis.ts';
import { noSteps, type Steps } from './platform/steps.ts';

export interface Platform {
  readonly nodeId: string;
  readonly nodeName: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly database: Database;
  readonly redis: Redis;
  readonly masterKeys: MasterKeys;
  readonly sealing: Sealing;
  readonly signals: Signals;
  readonly background: Background;
  readonly steps: Steps;
  readonly metrics: Metrics;
  readonly disk: DiskPort;
  /** Whether what is sent is held against its schema as well. */
  readonly checkOutput: boolean;
  readonly connectionRules: ConnectionRules;
  close(): Promise<void>;
}

export interface PlatformOptions {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly logger?: Logger;
  /** For tests that end the process at a named step. */
  readonly steps?: Steps;
  /** For tests that fill the disk by a value. */
  readonly disk?: DiskPort;
  /** On outside production, unless speed is what is measured. */
  readonly checkOutput?: boolean;
  /** For load that no person makes: the step of the limits is taken, and lets it through. */
  readonly connectionRules?: ConnectionRules;
}

export async function composePlatform(config: Config, options: PlatformOptions = {}): Promise<Platform> {
  const ids = options.ids ?? systemIds;
  const clock = options.clock ?? systemClock;
  // Another at each start: what an earlier process left behind is a dead node's.
  const nodeId = `${config.nodeName}-${ids.uuid().slice(0, 8)}`;
  const logger = options.logger ?? createLogger(process.env.LOG_LEVEL ?? 'warn', nodeId);
  const masterKeys = await readMasterKeys(config.masterKeysFile, !config.production);
  const database = await connectDatabase({ uri: config.mongodbUri, name: config.databaseName });
  const redis = connectRedis({ url: config.redisUrl, logger });
  const subscriber = connectRedis({ url: config.redisUrl, logger });
  try {
    await assertKeysOpen(database, masterKeys);
    const metrics = createMetrics();
    const carried = { publisher: redis, subscriber, prefix: config.redisPrefix };
    const signals = await createSignals({ ...carried, nodeId, logger, metrics, masterKeys });
    const sealing = createSealing(database, masterKeys, () => clock.now());
    signals.subscribe('key:shredded', ({ scope }) => {
      if (typeof scope === 'string') sealing.forget(scope);
    });
    const background = createBackground(logger);
    const close = async (): Promise<void> => {
      await background.idle();
      await signals.close();
      redis.disconnect();
      await database.close();
    };
    const steps = options.steps ?? noSteps;
    const { embedded, dataDir } = config;
    const folder = embedded.mongo || embedded.valkey ? dataDir : null;
    const checkOutput = options.checkOutput ?? !config.production;
    const connectionRules = options.connectionRules ?? CONNECTION_LIMITS;
    const disk = options.disk ?? createDiskPort(database, { folder, mongoElsewhere: !embedded.mongo });
    return {
      nodeId,
      nodeName: config.nodeName,
      background,
      steps,
      metrics,
      disk,
      checkOutput,
      connectionRules,
      logger,
      clock,
      ids,
      database,
      redis,
      masterKeys,
      sealing,
      signals,
      close,
    };
  } catch (error) {
    redis.disconnect();
    subscriber.disconnect();
    await database.close();
    throw error;
  }
}
