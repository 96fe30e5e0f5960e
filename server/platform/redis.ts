/** Connections to Redis or Valkey, which may be lost at any time: nothing here decides, and nothing waits for it for long. */
import { Redis } from 'ioredis';
import type { Logger } from './logger.ts';

export interface RedisOptions {
  /** `redis://…`, `unix:///path` or a plain path of a socket. */
  readonly url: string;
  readonly logger: Logger;
  /** BullMQ's connections block and must retry for ever. */
  readonly forJobs?: boolean;
}

const ANSWER_WITHIN_MS = 1_000;

export function connectRedis({ url, logger, forJobs = false }: RedisOptions): Redis {
  const path = socketPath(url);
  const options = {
    lazyConnect: false,
    // A server that is there and says nothing must not keep anybody waiting; jobs block on purpose.
    ...(forJobs ? {} : { commandTimeout: ANSWER_WITHIN_MS }),
    maxRetriesPerRequest: forJobs ? null : 1,
    // Who subscribes does it at each `ready`. The library's own way hears no failure, and one that nobody hears ends the node:
    // it did, when Valkey was gone again just as it was back.
    autoResubscribe: forJobs,
    enableOfflineQueue: forJobs,
    retryStrategy: (times: number) => Math.min(1_000, 50 * times),
  };
  const redis = path === null ? new Redis(url, options) : new Redis({ path, ...options });
  let down = false;
  redis.on('error', (error: Error) => {
    if (!down) logger.warn({ reason: error.name }, 'redis is away');
    down = true;
  });
  redis.on('ready', () => {
    if (down) logger.info('redis is back');
    down = false;
  });
  return redis;
}

export function socketPath(url: string): string | null {
  if (url.startsWith('unix://')) return decodeURIComponent(url.slice('unix://'.length));
  return url.startsWith('/') ? url : null;
}
