/** Keyed digests of what a sender calls things: their numbers and headings are found again, and stand nowhere in clear (P1). */
import { createHmac } from 'node:crypto';
import type { MasterKeys } from '../platform/master-keys.ts';

export interface KeyedNames {
  /** Under every key there is, the current one first: what came before a rotation is still the same. */
  macs(whose: string, name: string): readonly [string, ...string[]];
}

export function createKeyedNames(masterKeys: MasterKeys): KeyedNames {
  const under = (kid: string | undefined, whose: string, name: string): string =>
    createHmac('sha256', masterKeys.derive('inbound-names', kid))
      .update(`${whose}\u0000${name.trim()}`)
      .digest('base64url');
  return {
    macs: (whose, name) => {
      const [, ...older] = masterKeys.kids;
      return [under(undefined, whose, name), ...older.map((kid) => under(kid, whose, name))];
    },
  };
}
