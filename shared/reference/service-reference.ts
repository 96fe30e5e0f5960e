// The lists anybody may read at `GET /api/v1/reference`: codes with labels in force today. Sources, doubts and numbers
// that nobody has checked stay with staff (D5).
import { adjustments, evidenceQualityReasons } from './adjustments.ts';
import type { Area } from './areas.ts';
import * as cases from './case-lists.ts';
import { clockPauses } from './clock-pauses.ts';
import { closureReasons } from './closure-reasons.ts';
import { compensationSchemes } from './compensation.ts';
import { attemptOutcomes, contactChannels, contactHolders, stopDecisions } from './contact-lists.ts';
import { crimeFlags, crimeTypes, hateStrands, occurredBands, reportedToPolice } from './crime-types.ts';
import { disclosureReasons, lawfulBases, specialCategoryConditions } from './disclosure.ts';
import { finders } from './force-areas.ts';
import { justiceStages, orderKinds } from './justice.ts';
import { livingSituations } from './living-situations.ts';
import { needs } from './needs.ts';
import { nonDataKinds, outcomes, riskLevels } from './outcomes.ts';
import { declineReasons, partnerKinds, partnerOutcomes } from './partner-kinds.ts';
import type { PlanGroup } from './plan-groups.ts';
import { actionOutcomes, planOutcomes, planProgress, sessionStates, therapyModalities } from './plan-lists.ts';
import { contactTimes, contactWays, visitorAgeBands, voicemailRules } from './pre-chat.ts';
import { itemsAt, REFERENCE_VERSION, type ReferenceItem } from './reference-item.ts';
import { relationKinds } from './relations.ts';
import { topics } from './topics.ts';
import { enhancedRightsGroups, victimCapacities } from './victim-capacities.ts';
import { victimsCodeOn, victimsCodes } from './victims-code.ts';

export interface ReferenceEntry {
  readonly code: string;
  readonly label: string;
  readonly group?: string;
  readonly role?: string;
  readonly caseloadCap?: number | null;
  readonly waitingList?: boolean;
}

/** By the name that pages and checks know them by. */
export const plainLists = {
  topics,
  crimeFlags,
  hateStrands,
  occurredBands,
  reportedToPolice,
  needs,
  outcomes,
  nonDataKinds,
  riskLevels,
  declineReasons,
  partnerKinds,
  partnerOutcomes,
  contactWays,
  contactTimes,
  voicemailRules,
  ageBands: visitorAgeBands,
  victimCapacities,
  enhancedRightsGroups,
  livingSituations,
  relationKinds,
  adjustments,
  evidenceQualityReasons,
  channels: cases.channels,
  supportLevels: cases.supportLevels,
  fundingStreams: cases.fundingStreams,
  closureReasons,
  planKinds: cases.planKinds,
  workerRoles: cases.workerRoles,
  reasonsNotReported: cases.reasonsNotReported,
  clockPauses,
  justiceStages,
  orderKinds,
  disclosureReasons,
  lawfulBases,
  specialCategoryConditions,
  contactChannels,
  contactHolders,
  attemptOutcomes,
  stopDecisions,
  planProgress,
  planOutcomes,
  actionOutcomes,
  therapyModalities,
  sessionStates,
} as const satisfies Record<string, readonly ReferenceItem[]>;

export type Plain = keyof typeof plainLists;
type ListName = Plain | 'areas' | 'crimeTypes' | 'planGroups' | 'victimsRights';
export type Reference = Readonly<Record<ListName, readonly ReferenceEntry[]>> & { readonly version: string };

const entries = (list: readonly ReferenceItem[], day: string): ReferenceEntry[] =>
  itemsAt(list, day).map(({ code, label }) => ({ code, label }));

/** `day` is YYYY-MM-DD; areas and groups of plans come from the service pack. */
export function referenceOn(day: string, areas: readonly Area[], planGroups: readonly PlanGroup[] = []): Reference {
  const plain = {} as Record<Plain, readonly ReferenceEntry[]>;
  for (const [name, list] of Object.entries(plainLists)) plain[name as Plain] = entries(list, day);
  return {
    version: REFERENCE_VERSION,
    ...plain,
    areas: entries(areas, day),
    crimeTypes: itemsAt(crimeTypes, day).map(({ code, label, group }) => ({ code, label, group })),
    planGroups: itemsAt(planGroups, day).map(({ code, label, planKind }) => ({ code, label, group: planKind })),
    victimsRights: (victimsCodeOn(day)?.rights ?? []).map(({ right, label, appliesTo }) => ({
      code: String(right),
      label,
      group: appliesTo,
    })),
  };
}

const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Lists of which nothing is in force any more: whatever is chosen from them cannot be chosen. */
export function endedLists(day: string): string[] {
  const dated = { ...plainLists, crimeTypes, compensationSchemes, victimsCode: victimsCodes };
  return Object.entries(dated)
    .filter(([, list]) => itemsAt<ReferenceItem>(list, day).length === 0)
    .map(([name]) => inWords(name));
}

/** Lists with entries in force that somebody should look at before they are relied on, by their names in words. */
export function uncheckedLists(day: string): string[] {
  const isDoubtful = (each: ReferenceItem) => each.unverified === true && each.verifiedAt === undefined;
  return Object.entries({ ...plainLists, finders, compensationSchemes })
    .filter(([, list]) => itemsAt<ReferenceItem>(list, day).some(isDoubtful))
    .map(([name]) => inWords(name));
}
