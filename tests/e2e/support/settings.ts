/** Saves the service's settings as another node would, and tells the running one. */

import { createLogger } from '../../../server/platform/logger.ts';
import { readMasterKeys } from '../../../server/platform/master-keys.ts';
import { createMetrics } from '../../../server/platform/metrics.ts';
import { connectDatabase } from '../../../server/platform/mongo.ts';
import { connectRedis } from '../../../server/platform/redis.ts';
import { createSignals } from '../../../server/platform/signals.redis.ts';
import { createSettingsStore, type ServiceSettings } from '../../../server/service/index.ts';
import type { TestServer } from '../../support/start-server.ts';

export interface SettingsElsewhere {
  readonly save: (change: (settings: ServiceSettings) => ServiceSettings) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function settingsElsewhere({ database: at, config }: TestServer): Promise<SettingsElsewhere> {
  const database = await connectDatabase({ uri: at.mongodbUri, name: at.databaseName });
  const store = createSettingsStore(database);
  const logger = createLogger('silent', 'elsewhere');
  const publisher = connectRedis({ url: at.redisUrl, logger });
  const subscriber = connectRedis({ url: at.redisUrl, logger });
  const signals = await createSignals({
    publisher,
    subscriber,
    prefix: at.redisPrefix,
    nodeId: 'elsewhere',
    logger,
    metrics: createMetrics(),
    masterKeys: await readMasterKeys(config.masterKeysFile, false),
  });
  return {
    save: async (change) => {
      const latest = await store.latest();
      if (latest === null) throw new Error('The service has no settings yet.');
      const settings = change(latest.settings);
      const next = { version: latest.version + 1, at: new Date(), by: 'a supervisor', reason: 'a test', settings };
      if (!(await store.insert(next))) throw new Error('Somebody else saved the settings meanwhile.');
      signals.publish('service:saved', {});
    },
    close: async () => {
      await signals.close();
      publisher.disconnect();
      subscriber.disconnect();
      await database.close();
    },
  };
}
