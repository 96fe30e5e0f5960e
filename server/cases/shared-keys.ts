/** What two cases have in common, by the keys that they are found by; nothing is opened for it. */
import type { MatchKind } from '../../shared/domain/case-merge.ts';
import { kindOfMac } from './blind-index.ts';
import type { CaseDoc } from './case.ts';

export function sharedKinds(one: Pick<CaseDoc, 'blind'>, other: Pick<CaseDoc, 'blind'>): MatchKind[] {
  const theirs = new Set(other.blind.map(({ mac }) => mac));
  const kinds = one.blind.filter(({ mac }) => theirs.has(mac)).map(({ mac }) => kindOfMac(mac));
  return [...new Set(kinds)];
}

/** Whether somebody who did harm in the one is the person of the other. */
export function areOpposed(
  one: Pick<CaseDoc, 'blind' | 'conflictKeys'>,
  other: Pick<CaseDoc, 'blind' | 'conflictKeys'>,
): boolean {
  const has = (keys: CaseDoc['blind'], wanted: CaseDoc['blind']) =>
    keys.some(({ mac }) => wanted.some((each) => each.mac === mac));
  return has(one.conflictKeys, other.blind) || has(other.conflictKeys, one.blind);
}
