import { describe, expect, test } from 'vitest';
import { createBlindIndex, matchOf } from '../../../server/cases/blind-index.ts';
import { areOpposed, sharedKinds } from '../../../server/cases/shared-keys.ts';
import { masterKeysOf } from '../../../server/platform/master-keys.ts';

const old = { kid: 'mk-1', key: Buffer.alloc(32, 1) };
const before = createBlindIndex(masterKeysOf([old]));
const after = createBlindIndex(masterKeysOf([{ kid: 'mk-2', key: Buffer.alloc(32, 2) }, old]));
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
