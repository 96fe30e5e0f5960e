/**
 * Limits that hold across nodes: counted in Redis, and in this node's memory while Redis is away, so that they neither
 * open nor refuse everybody then (Q4). Keys are keyed digests; a day's key is gone with the day.
 */
import { createHmac } from 'node:crypto';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { placeOf } from './client-address.ts';
import { isLoopbackHost } from './loopback.ts';
import type { MasterKeys } from './master-keys.ts';

export interface Limiter {
  /** Null, or how long to wait. */
  consume(key: string): Promise<number | null>;
  /** Undoes one `consume`: what succeeded does not count. */
  giveBack(key: string): Promise<void>;
}

export interface LimiterRule {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

export interface LimitsOptions {
  readonly redis: Redis;
  readonly prefix: string;
  readonly limits: 'on' | 'off';
  readonly production: boolean;
  readonly masterKeys: MasterKeys;
  readonly now: () => number;
}

export interface Limits {
  limiter(rule: LimiterRule): Limiter;
  /** The key to count an address by; null where addresses are not counted. */
  addressKey(address: string): string | null;
  /** A digest of what is counted besides addresses, such as an e-mail address. */
  digest(value: string): string;
}

const DAY_MS = 24 * 60 * 60_000;

export function createLimits(options: LimitsOptions): Limits {
  const { redis, prefix, limits, production, masterKeys, now } = options;
  const secret = masterKeys.derive('limits');
  const digest = (value: string): string => {
    const ofTheDay = createHmac('sha256', secret)
      .update(String(Math.floor(now() / DAY_MS)))
      .digest();
    return createHmac('sha256', ofTheDay).update(value).digest('base64url').slice(0, 24);
  };
  return {
    digest,
    addressKey: (address) => {
      if (limits === 'off' || (!production && isLoopbackHost(address))) return null;
      return digest(placeOf(address));
    },
    limiter: (rule) => (limits === 'off' ? NO_LIMIT : createLimiter(redis, `${prefix}limit:${rule.name}`, rule)),
  };
}

const NO_LIMIT: Limiter = { consume: async () => null, giveBack: async () => undefined };

function createLimiter(redis: Redis, keyPrefix: string, { points, seconds }: LimiterRule): Limiter {
  const counted = { keyPrefix, points, duration: seconds };
  const limiter = new RateLimiterRedis({
    ...counted,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(counted),
  });
  return {
    consume: async (key) => {
      try {
        await limiter.consume(key);
        return null;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
        throw refusal;
      }
    },
    giveBack: async (key) => {
      await limiter.reward(key);
    },
  };
}
