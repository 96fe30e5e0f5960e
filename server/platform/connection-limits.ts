/** The limits of one connection (design, section 9): it alone is slowed, and only as long as it hurries. Whoever comes back
 * by the same key finds them as they were left. */

import type { LimitKind } from '../../shared/protocol/define.ts';
import { forgetOldest } from './forget-oldest.ts';
import { type Bucket, type BucketRule, fullBucket, take } from './token-bucket.ts';

export type ConnectionRules = Readonly<Record<LimitKind, BucketRule>>;

export const CONNECTION_LIMITS: ConnectionRules = {
  message: { capacity: 30, perSecond: 5 },
  typing: { capacity: 1, perSecond: 1 },
  other: { capacity: 20, perSecond: 10 },
};

/** Null, or how long to wait. */
export type ConnectionLimits = (kind: LimitKind) => number | null;

export function createConnectionLimits(
  limits: 'on' | 'off',
  now: () => number,
  rules = CONNECTION_LIMITS,
): ConnectionLimits {
  if (limits === 'off') return () => null;
  const buckets = new Map<LimitKind, Bucket>();
  return (kind) => {
    const rule = rules[kind];
    const at = now();
    const { bucket, retryAfterMs } = take(rule, buckets.get(kind) ?? fullBucket(rule, at), at);
    buckets.set(kind, bucket);
    return retryAfterMs;
  };
}

/** Buckets are full again long before so many others have come. */
const REMEMBERED = 10_000;

/** One set of limits a key, whichever connection asks; without a key each connection has its own. */
export function createLimitsByKey(make: () => ConnectionLimits): (key: string | null) => ConnectionLimits {
  const known = new Map<string, ConnectionLimits>();
  return (key) => {
    const mine = (key === null ? undefined : known.get(key)) ?? make();
    if (key === null) return mine;
    known.delete(key);
    known.set(key, mine);
    forgetOldest(known, REMEMBERED);
    return mine;
  };
}
