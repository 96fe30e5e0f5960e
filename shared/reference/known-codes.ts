// Which codes may be written down on a day: those of the dated lists and of the service pack that are in force then. Codes
// stand in clear, so that whatever is not in a list would be words that anybody can read (P1).
import type { Area } from './areas.ts';
import { crimeTypes } from './crime-types.ts';
import type { PlanGroup } from './plan-groups.ts';
import { qualificationKinds } from './qualifications.ts';
import { itemsAt, type ReferenceItem } from './reference-item.ts';
import { type Plain, plainLists } from './service-reference.ts';
import { victimsCodes } from './victims-code.ts';

export type CodeList = Plain | 'areas' | 'crimeTypes' | 'planGroups' | 'qualificationKinds' | 'victimsCodes';

export interface KnownCodes {
  isInForce(list: CodeList, code: string): boolean;
}

/** What only the pack in force knows. */
export interface PackLists {
  readonly areas: readonly Area[];
  readonly planGroups: readonly PlanGroup[];
}

/** `day` is YYYY-MM-DD in England. */
export function knownCodesOn(day: string, { areas, planGroups }: PackLists): KnownCodes {
  const lists: Readonly<Record<CodeList, readonly ReferenceItem[]>> = {
    ...plainLists,
    // Under an earlier Code records were made, and are still read.
    ...{ areas, planGroups, crimeTypes, qualificationKinds, victimsCodes: victimsCodes.map(endless) },
  };
  return { isInForce: (list, code) => itemsAt(lists[list], day).some((each) => each.code === code) };
}

function endless({ validTo: _never, ...item }: ReferenceItem): ReferenceItem {
  return item;
}
