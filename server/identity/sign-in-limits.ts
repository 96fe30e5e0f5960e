/**
 * Guessing passwords is slow from one place, for one account, and for both together; only failures count. With Redis
 * away the node counts by itself: it does not open.
 */
import type { Limiter, Limits } from '../platform/rate-limit.redis.ts';

export interface SignInLimits {
  /** Counts an attempt before the password is looked at: null, or how long to wait. */
  attempt(email: string, address: string): Promise<number | null>;
  /** It was right: the attempt is taken back. */
  succeeded(email: string, address: string): Promise<void>;
}

const QUARTER = 15 * 60;

export function createSignInLimits(limits: Limits): SignInLimits {
  const forBoth = limits.limiter({ name: 'sign-in', points: 5, seconds: QUARTER });
  // Wider, so that a stranger cannot keep an agent out of work with a few wrong guesses.
  const forAccount = limits.limiter({ name: 'sign-in-account', points: 30, seconds: QUARTER });
  const forAddress = limits.limiter({ name: 'sign-in-address', points: 60, seconds: QUARTER });

  function counted(email: string, address: string): readonly (readonly [Limiter, string])[] {
    const account = limits.digest(`email:${email.trim().toLowerCase()}`);
    const place = limits.addressKey(address);
    if (place === null) return [[forAccount, account]];
    return [
      [forBoth, `${account}${place}`],
      [forAccount, account],
      [forAddress, place],
    ];
  }

  return {
    attempt: async (email, address) => {
      for (const [limiter, key] of counted(email, address)) {
        const waitMs = await limiter.consume(key);
        if (waitMs !== null) return waitMs;
      }
      return null;
    },
    succeeded: async (email, address) => {
      for (const [limiter, key] of counted(email, address)) await limiter.giveBack(key);
    },
  };
}
