/** One node's conversation log on the run's real servers, with what it delivered; two of them are two nodes. */
import { randomBytes } from 'node:crypto';
import type { ConversationDoc } from '../../server/conversations/conversation.ts';
import { conversationsSpec, createConversationsStore } from '../../server/conversations/conversations.store.ts';
import { type CreatedLog, createLog } from '../../server/conversations/create-log.ts';
import { entriesSpec } from '../../server/conversations/entries.store.ts';
import type { LogEntry } from '../../server/conversations/log.ts';
import { createLogMeasures } from '../../server/conversations/log-measures.ts';
import { createLogger, type Logger } from '../../server/platform/logger.ts';
import { type MasterKeys, masterKeysOf } from '../../server/platform/master-keys.ts';
import { createMetrics } from '../../server/platform/metrics.ts';
import { connectDatabase, type Database, ensureCollection } from '../../server/platform/mongo.ts';
import { connectRedis } from '../../server/platform/redis.ts';
import { createSealing, dataKeysSpec, type Sealing } from '../../server/platform/sealing.store.ts';
import { createSignals, type Signals } from '../../server/platform/signals.redis.ts';
import { noSteps, type Steps } from '../../server/platform/steps.ts';
import { transact } from '../../server/platform/transaction.ts';
import type { TestDatabase } from './database.ts';

export interface LogNode {
  readonly database: Database;
  readonly log: CreatedLog;
  readonly sealing: Sealing;
  readonly signals: Signals;
  /** Everything folded here, in the order in which it was handed on. */
  readonly delivered: LogEntry[];
  start(doc: ConversationDoc): Promise<void>;
  close(): Promise<void>;
}

export interface LogNodeOptions {
  readonly hears?: (entry: LogEntry) => void;
  readonly steps?: Steps;
  readonly logger?: Logger;
}

export const testKeys: MasterKeys = masterKeysOf([{ kid: 'k1', key: randomBytes(32) }]);

export async function logNode(
  at: TestDatabase,
  nodeId: string,
  { hears = () => undefined, steps = noSteps, logger = createLogger('silent', nodeId) }: LogNodeOptions = {},
): Promise<LogNode> {
  const database = await connectDatabase({ uri: at.mongodbUri, name: at.databaseName });
  for (const spec of [entriesSpec, conversationsSpec, dataKeysSpec]) await ensureCollection(database, spec);
  const publisher = connectRedis({ url: at.redisUrl, logger });
  const subscriber = connectRedis({ url: at.redisUrl, logger });
  await Promise.all([publisher, subscriber].map((redis) => redis.ping().catch(() => once(redis, 'ready'))));
  const signals = await createSignals({
    publisher,
    subscriber,
    prefix: at.redisPrefix,
    nodeId,
    logger,
    metrics: createMetrics(),
    masterKeys: testKeys,
  });
  const sealing = createSealing(database, testKeys, Date.now);
  const conversations = createConversationsStore(database);
  const delivered: LogEntry[] = [];
  const onEntry = (entry: LogEntry) => {
    delivered.push(entry);
    hears(entry);
  };
  const log = createLog({
    database,
    sealing,
    conversations,
    signals,
    logger,
    now: Date.now,
    onEntry,
    isFollowed: () => false,
    steps,
    measures: createLogMeasures(createMetrics()),
  });
  return {
    database,
    log,
    sealing,
    signals,
    delivered,
    start: async (doc) => {
      await sealing.createKey(doc._id);
      await transact(database, (session) => conversations.insertIn(session, doc));
    },
    close: async () => {
      await log.idle();
      await signals.close();
      publisher.disconnect();
      await database.close();
    },
  };
}

function once(emitter: { once(event: string, listener: () => void): unknown }, event: string): Promise<void> {
  return new Promise((resolve) => emitter.once(event, resolve));
}
