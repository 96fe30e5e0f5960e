import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLEARED_COOKIE, sessionCookie, tokenIn } from '../../../server/identity/session-cookie.ts';
import { ABSOLUTE_MS, endsAt, IDLE_MS, isAlive } from '../../../server/identity/session-life.ts';

const token = 'a'.repeat(43);

describe('the session cookie', () => {
  it('is host-only, secure, unreadable for scripts and never sent from other sites', () => {
    expect(sessionCookie(token)).toBe(`__Host-hearthline=${token}; Path=/; Secure; HttpOnly; SameSite=Strict`);
    expect(CLEARED_COOKIE).toContain('Max-Age=0');
  });

  it('is read back among other cookies, and nothing else is taken for it', () => {
    expect(tokenIn(`a=b; __Host-hearthline=${token}; c=d`)).toBe(token);
    for (const header of [
      undefined,
      '',
      token,
      `hearthline=${token}`,
      '__Host-hearthline=short',
      `__Host-hearthline=${token}=`,
    ]) {
      expect(tokenIn(header)).toBeNull();
    }
    fc.assert(fc.property(fc.string(), (text) => tokenIn(text) === null));
  });
});

describe('a session', () => {
  it('ends after 30 minutes without use, and after 12 hours however busy', () => {
    const times = { createdAt: 0, lastUsedAt: 0 };
    expect(isAlive(times, IDLE_MS - 1)).toBe(true);
    expect(isAlive(times, IDLE_MS)).toBe(false);
    fc.assert(
      fc.property(fc.nat(ABSOLUTE_MS * 2), (lastUsedAt) => {
        expect(endsAt({ createdAt: 0, lastUsedAt })).toBe(Math.min(lastUsedAt + IDLE_MS, ABSOLUTE_MS));
      }),
    );
  });
});
