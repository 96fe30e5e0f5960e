import { describe, expect, it } from 'vitest';
import { assertOurs, signed } from '../../server/platform/backup/authorship.ts';
import { masterKeysOf } from '../../server/platform/master-keys.ts';

const KEYS = masterKeysOf([{ kid: 'k1', key: Buffer.alloc(32, 1) }]);
const HEADER = { format: 1, contents: 'main', madeAt: '2026-11-26T12:00:00.000Z' } as const;

describe('who made a backup', () => {
  const collections = [{ name: 'agents', documents: 2, sha256: 'a'.repeat(64) }];
  const said = { header: HEADER, collections };
  const ours = (keys: typeof KEYS, what: typeof said, by = signed(KEYS, said)) => assertOurs(keys, 'a.age', what, by);

  it('is known by the master keys, also after they were renewed', () => {
    expect(() => ours(KEYS, said)).not.toThrow();
    const renewed = [
      { kid: 'k2', key: Buffer.alloc(32, 2) },
      { kid: 'k1', key: Buffer.alloc(32, 1) },
    ];
    expect(() => ours(masterKeysOf(renewed), said)).not.toThrow();
  });

  it('is refused when another key vouches, or when the moment, the database or a sum is another', () => {
    const stranger = masterKeysOf([{ kid: 'k1', key: Buffer.alloc(32, 9) }]);
    expect(() => ours(KEYS, said, signed(stranger, said))).toThrow(/was not made by an installation with these/);
    expect(() => ours(masterKeysOf([{ kid: 'k7', key: Buffer.alloc(32, 1) }]), said)).toThrow(/\(k1\) that is not in/);
    const later = { ...HEADER, madeAt: '2026-11-27T12:00:00.000Z' } as const;
    const others = [
      { header: later, collections },
      { header: { ...HEADER, contents: 'keys' }, collections },
      { header: HEADER, collections: [] },
      { header: HEADER, collections: [{ ...collections[0], documents: 3 }] },
    ] as unknown as (typeof said)[];
    for (const other of others) expect(() => ours(KEYS, other)).toThrow(/was not made by/);
  });
});
