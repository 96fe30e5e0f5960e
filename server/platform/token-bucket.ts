/** A token bucket as values: what is in it, what it lets through, and when the next may come. Time comes in. */

export interface BucketRule {
  /** How many may come at once. */
  readonly capacity: number;
  readonly perSecond: number;
}

export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

export interface Taken {
  readonly bucket: Bucket;
  /** Null when it was let through; else how long to wait: asked again then, it is. */
  readonly retryAfterMs: number | null;
}

export function fullBucket({ capacity }: BucketRule, now: number): Bucket {
  return { tokens: capacity, at: now };
}

/** A refusal costs nothing, so that whoever keeps asking is not kept out by asking. */
export function take(rule: BucketRule, bucket: Bucket, now: number): Taken {
  // Clocks are set back at times; a bucket must not lose what it held.
  const at = Math.max(now, bucket.at);
  const tokens = Math.min(rule.capacity, bucket.tokens + ((at - bucket.at) * rule.perSecond) / 1_000);
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, at }, retryAfterMs: null };
  return { bucket: { tokens, at }, retryAfterMs: Math.ceil(((1 - tokens) * 1_000) / rule.perSecond) + 1 };
}
