import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONNECTION_LIMITS, createConnectionLimits } from '../../../server/platform/connection-limits.ts';
import { fullBucket, take } from '../../../server/platform/token-bucket.ts';

const rules = fc.record({ capacity: fc.integer({ min: 1, max: 60 }), perSecond: fc.integer({ min: 1, max: 50 }) });
const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 200 });

describe('a token bucket', () => {
  it('lets through at most its capacity and what flowed in since', () => {
    fc.assert(
      fc.property(rules, gaps, (rule, pauses) => {
        let now = 0;
        let bucket = fullBucket(rule, now);
        let passed = 0;
        for (const pause of pauses) {
          now += pause;
          const taken = take(rule, bucket, now);
          bucket = taken.bucket;
          if (taken.retryAfterMs === null) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(rule.capacity + (now * rule.perSecond) / 1_000);
      }),
    );
  });

  it('lets whoever was told to wait in when that time is over, however often they asked meanwhile', () => {
    fc.assert(
      fc.property(rules, gaps, fc.array(fc.integer({ min: 0, max: 20 })), (rule, pauses, impatience) => {
        let now = 0;
        let bucket = fullBucket(rule, now);
        for (const pause of pauses) {
          now += pause;
          const first = take(rule, bucket, now);
          bucket = first.bucket;
          if (first.retryAfterMs === null) continue;
          const until = now + first.retryAfterMs;
          let isIn = false;
          for (const early of impatience) {
            if (isIn || now + early >= until) break;
            now += early;
            const asked = take(rule, bucket, now);
            bucket = asked.bucket;
            isIn = asked.retryAfterMs === null;
            if (bucket.tokens < 0) throw new Error('a refusal must cost nothing');
          }
          // Whoever was let in a moment early has had what was promised.
          if (isIn) continue;
          const again = take(rule, bucket, until);
          bucket = again.bucket;
          now = until;
          expect(again.retryAfterMs).toBeNull();
        }
      }),
    );
  });

  it('never makes anybody on a connection wait longer than 30 seconds', () => {
    for (const rule of Object.values(CONNECTION_LIMITS)) {
      let bucket = fullBucket(rule, 0);
      for (let each = 0; each < 1_000; each += 1) {
        const taken = take(rule, bucket, 0);
        bucket = taken.bucket;
        expect(taken.retryAfterMs ?? 0).toBeLessThanOrEqual(30_000);
      }
    }
  });

  it('keeps what it holds when the clock is set back', () => {
    const rule = { capacity: 5, perSecond: 1 };
    const { bucket } = take(rule, fullBucket(rule, 10_000), 9_000);
    expect(bucket).toEqual({ tokens: 4, at: 10_000 });
  });
});

describe('the limits of a connection', () => {
  it('let 30 messages through at once, then five a second', () => {
    let now = 0;
    const limit = createConnectionLimits('on', () => now);
    const send = (count: number) =>
      Array.from({ length: count }, () => limit('message')).filter((wait) => wait === null);
    expect(send(40)).toHaveLength(30);
    now = 1_000;
    expect(send(40)).toHaveLength(5);
    expect(limit('typing')).toBeNull();
    expect(limit('typing')).toBeGreaterThan(900);
  });

  it('are those that the composition gives', () => {
    const one = { capacity: 1, perSecond: 1 };
    const limit = createConnectionLimits('on', () => 0, {
      message: { capacity: 50, perSecond: 1 },
      typing: one,
      other: one,
    });
    expect(Array.from({ length: 60 }, () => limit('message')).filter((wait) => wait === null)).toHaveLength(50);
  });

  it('do not exist where limits are off', () => {
    const limit = createConnectionLimits('off', () => 0);
    expect(Array.from({ length: 200 }, () => limit('other')).every((wait) => wait === null)).toBe(true);
  });
});
