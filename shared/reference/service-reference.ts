// The lists anybody may read at `GET /api/v1/reference`: codes with labels in force today. Sources, doubts and numbers
// that nobody has checked stay with staff (D5).
import type { Area } from './areas.ts';
import { closureReasons } from './closure-reasons.ts';
import { attemptOutcomes, contactChannels, contactHolders, stopDecisions } from './contact-lists.ts';
import { crimeFlags, crimeTypes, hateStrands, occurredBands, reportedToPolice } from './crime-types.ts';
import { needs } from './needs.ts';
import { nonDataKinds, outcomes, riskLevels } from './outcomes.ts';
import { declineReasons, partnerKinds } from './partner-kinds.ts';
import {
  type AdvocacyGroup,
  actionOutcomes,
  advocacyGroups,
  advocateRoles,
  planKinds,
  planOutcomes,
  planProgress,
  sessionStates,
  therapyModalities,
} from './plan-lists.ts';
import { contactTimes, contactWays, visitorAgeBands, voicemailRules } from './pre-chat.ts';
import { itemsAt, REFERENCE_VERSION, type ReferenceItem } from './reference-item.ts';
import { topics } from './topics.ts';
import { victimCapacities } from './victim-capacities.ts';

export interface ReferenceEntry {
  readonly code: string;
  readonly label: string;
  readonly group?: string;
  readonly role?: string;
  readonly caseloadCap?: number | null;
  readonly waitingList?: boolean;
}

const lists = {
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
  contactWays,
  contactTimes,
  voicemailRules,
  ageBands: visitorAgeBands,
  victimCapacities,
  closureReasons,
  contactChannels,
  contactHolders,
  attemptOutcomes,
  stopDecisions,
  planKinds,
  planProgress,
  planOutcomes,
  actionOutcomes,
  advocateRoles,
  therapyModalities,
  sessionStates,
} as const satisfies Record<string, readonly ReferenceItem[]>;

type ListName = keyof typeof lists | 'areas' | 'crimeTypes' | 'advocacyGroups';
export type Reference = Readonly<Record<ListName, readonly ReferenceEntry[]>> & { readonly version: string };

const entries = (list: readonly ReferenceItem[], day: string): ReferenceEntry[] =>
  itemsAt(list, day).map(({ code, label }) => ({ code, label }));

/** `day` is YYYY-MM-DD; the areas come from the service pack. */
export function referenceOn(day: string, areas: readonly Area[]): Reference {
  return {
    version: REFERENCE_VERSION,
    areas: entries(areas, day),
    crimeTypes: itemsAt(crimeTypes, day).map(({ code, label, group }) => ({ code, label, group })),
    topics: entries(lists.topics, day),
    crimeFlags: entries(lists.crimeFlags, day),
    hateStrands: entries(lists.hateStrands, day),
    occurredBands: entries(lists.occurredBands, day),
    reportedToPolice: entries(lists.reportedToPolice, day),
    needs: entries(lists.needs, day),
    outcomes: entries(lists.outcomes, day),
    nonDataKinds: entries(lists.nonDataKinds, day),
    riskLevels: entries(lists.riskLevels, day),
    declineReasons: entries(lists.declineReasons, day),
    partnerKinds: entries(lists.partnerKinds, day),
    contactWays: entries(lists.contactWays, day),
    contactTimes: entries(lists.contactTimes, day),
    voicemailRules: entries(lists.voicemailRules, day),
    ageBands: entries(lists.ageBands, day),
    victimCapacities: entries(lists.victimCapacities, day),
    closureReasons: entries(lists.closureReasons, day),
    contactChannels: entries(lists.contactChannels, day),
    contactHolders: entries(lists.contactHolders, day),
    attemptOutcomes: entries(lists.attemptOutcomes, day),
    stopDecisions: entries(lists.stopDecisions, day),
    planKinds: entries(lists.planKinds, day),
    planProgress: entries(lists.planProgress, day),
    planOutcomes: entries(lists.planOutcomes, day),
    actionOutcomes: entries(lists.actionOutcomes, day),
    advocateRoles: entries(lists.advocateRoles, day),
    therapyModalities: entries(lists.therapyModalities, day),
    sessionStates: entries(lists.sessionStates, day),
    advocacyGroups: itemsAt(advocacyGroups, day).map(groupEntry),
  };
}

function groupEntry({ code, label, role, caseloadCap, waitingList }: AdvocacyGroup): ReferenceEntry {
  return { code, label, role, caseloadCap, waitingList };
}
