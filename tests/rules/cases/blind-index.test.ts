import { describe, expect, test } from 'vitest';
import { createBlindIndex, matchOf } from '../../../server/cases/blind-index.ts';
import { areOpposed, sharedKinds } from '../../../server/cases/shared-keys.ts';
import type { MasterKeys } from '../../../server/platform/master-keys.ts';

/** The first is the current one. */
const keysOf = (...kids: string[]): MasterKeys => ({
  ...{ currentKid: kids[0] ?? '', kids, key: () => undefined },
  derive: (purpose, kid = kids[0]) => Buffer.from(`${purpose} ${kid}`),
});
const before = createBlindIndex(keysOf('mk-1'));
const after = createBlindIndex(keysOf('mk-2', 'mk-1'));
const keys = (macs: string[]) => macs.map((mac) => ({ source: 'person', mac }));
const robin = matchOf.nameAndBirth('Robin Canary', '1988-02-29');

describe('records of before and after the master key was changed', () => {
  test('still meet where they are one person', () => {
    const one = { blind: keys(before.macs([robin])) };
    expect(sharedKinds(one, { blind: keys(after.macs([robin])) })).toEqual(['name_and_birth']);
  });

  test('still stand against each other, so that a victim is never joined with who harmed them (H8)', () => {
    const accusing = { blind: [], conflictKeys: keys(after.macs([robin])) };
    const accused = { blind: keys(before.macs([robin])), conflictKeys: [] };
    expect(areOpposed(accusing, accused)).toBe(true);
    expect(areOpposed(accused, accusing)).toBe(true);
  });
});
