/** The lists by whose names and codes a cell is read: those in force today. */
import { crimeFlags, crimeTypes } from '../../../shared/reference/crime-types.ts';
import type { KnownCodes } from '../../../shared/reference/known-codes.ts';
import type { ReferenceItem } from '../../../shared/reference/reference-item.ts';
import { victimCapacities } from '../../../shared/reference/victim-capacities.ts';
import type { RowLists } from './row-to-form.ts';

export function rowListsOf(codes: KnownCodes, areas: readonly ReferenceItem[]): RowLists {
  const inForce = (name: 'areas' | 'crimeTypes' | 'crimeFlags' | 'victimCapacities', list: readonly ReferenceItem[]) =>
    list.filter(({ code }) => codes.isInForce(name, code));
  return {
    codes,
    areas: inForce('areas', areas),
    crimeTypes: inForce('crimeTypes', crimeTypes),
    crimeFlags: inForce('crimeFlags', crimeFlags),
    victimCapacities: inForce('victimCapacities', victimCapacities),
  };
}
