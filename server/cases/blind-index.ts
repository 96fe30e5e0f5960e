/** Keyed digests by which a case is found exactly, so that no number, address or name stands in the database (P1). */
import { createHmac } from 'node:crypto';
import type { MatchKind } from '../../shared/domain/case-merge.ts';
import { emailKey, nameAndBirthKey, phoneKey } from '../../shared/domain/match-keys.ts';
import type { MasterKeys } from '../platform/master-keys.ts';

/** One thing that a record can be found by; null keys are left out. */
export interface MatchValue {
  readonly kind: MatchKind;
  readonly key: string | null;
}

export interface BlindIndex {
  /**
   * Under every key there is, to be stored and to be looked for: records of before and after a rotation meet by the older
   * key, so that a victim and the one who harmed them are still seen to stand against each other.
   */
  macs(values: readonly MatchValue[]): string[];
}

export const matchOf = {
  phone: (typed: string): MatchValue => ({ kind: 'phone', key: phoneKey(typed) }),
  email: (typed: string): MatchValue => ({ kind: 'email', key: emailKey(typed) }),
  nameAndBirth: (name: string | null, born: string | null): MatchValue => ({
    kind: 'name_and_birth',
    key: nameAndBirthKey(name, born),
  }),
};

export function createBlindIndex(masterKeys: MasterKeys): BlindIndex {
  const mac = (kid: string, { kind, key }: MatchValue): string[] => {
    if (key === null) return [];
    const digest = createHmac('sha256', masterKeys.derive('case-match', kid)).update(`${kind}\u0000${key}`);
    // What a match is of stands before it: a shared number must never count as a duplicate (H8).
    return [`${kind}:${digest.digest('base64url')}`];
  };
  return {
    macs: (values) => masterKeys.kids.flatMap((kid) => values.flatMap((value) => mac(kid, value))),
  };
}

export function kindOfMac(mac: string): MatchKind {
  if (mac.startsWith('phone:')) return 'phone';
  return mac.startsWith('email:') ? 'email' : 'name_and_birth';
}
