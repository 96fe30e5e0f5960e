/**
 * New conversations from one address: 10 a minute, 20 open. It slows and never refuses (H7: the victim may live with
 * whoever floods): a request that is told to wait gets a ticket, and is let in when it comes again after that time.
 */

import type { Redis } from 'ioredis';
import { forgetOldest } from './forget-oldest.ts';
import type { Limits } from './rate-limit.redis.ts';

export interface ConversationLimits {
  /**
   * Null, or how long this request (its clientId) must wait, at most 30 s. Ask only for a request that has no
   * conversation yet: asking counts.
   */
  mayRequest(address: string, requestId: string): Promise<number | null>;
  opened(address: string, conversationId: string): Promise<void>;
  /** However it ended and on whichever node. */
  closed(conversationId: string): Promise<void>;
}

const LONGEST_WAIT_MS = 30_000;
const MOST_OPEN = 20;
const DAY_SECONDS = 24 * 60 * 60;
/** A ticket that nobody comes back with is forgotten. */
const TICKET_SECONDS = 600;
/** Past this many a minute only a flood holds tickets: it is told to wait without one. */
const TICKETS_A_MINUTE = 60;
const REMEMBERED = 10_000;

export interface ConversationLimitsOptions {
  readonly limits: Limits;
  readonly redis: Redis;
  readonly prefix: string;
  readonly now: () => number;
}

export function createConversationLimits(options: ConversationLimitsOptions): ConversationLimits {
  const { limits, redis, prefix, now } = options;
  const requests = limits.limiter({ name: 'conversations', points: 10, seconds: 60 });
  const tickets = limits.limiter({ name: 'tickets', points: TICKETS_A_MINUTE, seconds: 60 });
  const letIn = remembered<number>();
  const openHere = remembered<string>();

  const ticketKey = (place: string, requestId: string) => `${prefix}ticket:${place}:${requestId}`;
  const openKey = (place: string) => `${prefix}open:${place}`;
  const placeKey = (conversationId: string) => `${prefix}open-at:${conversationId}`;

  async function ticketOf(key: string): Promise<number | null> {
    const stored = await redis.get(key).catch(() => null);
    return stored === null ? (letIn.get(key) ?? null) : Number(stored);
  }

  async function openAt(place: string): Promise<number> {
    try {
      await redis.zremrangebyscore(openKey(place), 0, now());
      return await redis.zcard(openKey(place));
    } catch {
      return [...openHere.values()].filter((each) => each === place).length;
    }
  }

  async function mustWait(place: string): Promise<number | null> {
    if ((await openAt(place)) >= MOST_OPEN) return LONGEST_WAIT_MS;
    const waitMs = await requests.consume(place);
    return waitMs === null ? null : Math.min(waitMs, LONGEST_WAIT_MS);
  }

  return {
    mayRequest: async (address, requestId) => {
      const place = limits.addressKey(address);
      if (place === null) return null;
      const key = ticketKey(place, requestId);
      const held = await ticketOf(key);
      if (held !== null) return held <= now() ? null : held - now();
      const waitMs = await mustWait(place);
      if (waitMs === null) return null;
      if ((await tickets.consume(place)) !== null) return LONGEST_WAIT_MS;
      const at = now() + waitMs;
      letIn.set(key, at);
      await redis.set(key, String(at), 'EX', TICKET_SECONDS, 'NX').catch(() => undefined);
      return waitMs;
    },
    opened: async (address, conversationId) => {
      const place = limits.addressKey(address);
      if (place === null) return;
      openHere.set(conversationId, place);
      const write = redis
        .multi()
        .zadd(openKey(place), now() + DAY_SECONDS * 1_000, conversationId)
        .expire(openKey(place), DAY_SECONDS)
        .set(placeKey(conversationId), place, 'EX', DAY_SECONDS);
      await write.exec().catch(() => undefined);
    },
    closed: async (conversationId) => {
      const stored = await redis.getdel(placeKey(conversationId)).catch(() => null);
      const place = stored ?? openHere.get(conversationId);
      openHere.delete(conversationId);
      if (place !== undefined) await redis.zrem(openKey(place), conversationId).catch(() => undefined);
    },
  };
}

/** What this node knows for the time without Redis; the oldest goes first, so that a flood cannot fill the memory. */
function remembered<V>(): Pick<Map<string, V>, 'get' | 'set' | 'delete' | 'values'> {
  const map = new Map<string, V>();
  return {
    get: (key) => map.get(key),
    delete: (key) => map.delete(key),
    values: () => map.values(),
    set: (key, value) => {
      map.set(key, value);
      forgetOldest(map, REMEMBERED);
      return map;
    },
  };
}
