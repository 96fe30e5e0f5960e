import { expect, test } from 'vitest';
import { createContentDigest } from '../../../server/platform/content-digest.ts';
import type { MasterKeys } from '../../../server/platform/master-keys.ts';

/** The first is the current one. */
const keysOf = (...kids: string[]): MasterKeys => ({
  ...{ currentKid: kids[0] ?? '', kids, key: (kid) => (kids.includes(kid) ? Buffer.from(kid) : undefined) },
  derive: (purpose, kid = kids[0]) => Buffer.from(`${purpose} ${kid}`),
});
const before = createContentDigest(keysOf('mk-2026.01'), 'case-request');
const after = createContentDigest(keysOf('mk-2026.11', 'mk-2026.01'), 'case-request');
const asked = { person: { name: 'Ash Canary', dateOfBirth: '1990-01-01' }, channel: 'phone_in' };

test('the same content is known, any other is not, and nothing of it can be read', () => {
  const digest = before.of(asked);
  expect(before.isOf(digest, structuredClone(asked))).toBe(true);
  expect(before.isOf(digest, { ...asked, person: { ...asked.person, name: 'Ash Canaries' } })).toBe(false);
  expect(digest).not.toMatch(/canary|1990/i);
});

test('a digest of before a change of keys is known after it, and new ones are made under the new key', () => {
  expect(after.isOf(before.of(asked), asked)).toBe(true);
  expect(after.of(asked).startsWith('mk-2026.11.')).toBe(true);
  expect(before.isOf(after.of(asked), asked)).toBe(false);
});

test('what was made for another purpose, without a key or as nothing at all is no digest of it', () => {
  const other = createContentDigest(keysOf('mk-2026.01'), 'something-else');
  expect(
    [other.of(asked), before.of(asked).split('.').at(-1) ?? '', ''].map((each) => before.isOf(each, asked)),
  ).toEqual([false, false, false]);
});
