/**
 * Keyed digests of references, so that none stands beside what it opens (P1), and a lookup costs the same whether there is one or
 * not. Under every key there is: what was made before a rotation is found after it.
 */
import { createHmac } from 'node:crypto';
import { readReference } from '../../shared/domain/case-reference.ts';
import type { MasterKeys } from '../platform/master-keys.ts';

export interface ReferenceIndex {
  macs(typed: string): string[];
}

export function createReferenceIndex(masterKeys: MasterKeys): ReferenceIndex {
  return {
    macs: (typed) => {
      // What is no reference is looked for all the same, under itself, and found nowhere.
      const reference = readReference(typed) ?? `none:${typed}`;
      return masterKeys.kids.map((kid) =>
        createHmac('sha256', masterKeys.derive('return-reference', kid)).update(reference).digest('base64url'),
      );
    },
  };
}
