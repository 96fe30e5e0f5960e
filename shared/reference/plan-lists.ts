// Kinds of plans, advocacy groups with role, cap and waiting list (E15), ways of therapy, and what came of it all.
import { listFrom, type Provenance, type ReferenceItem } from './reference-item.ts';

const ours: Provenance = {
  validFrom: '2026-11-01',
  source: 'Our own list, after the service that is tendered: advocacy and support, therapeutic services',
  evidence: 'K',
};

export const planKinds: readonly ReferenceItem[] = listFrom(ours, [
  ['short_term', 'Short-term support'],
  ['long_term', 'Longer support'],
  ['therapeutic', 'Therapy'],
  ['advocacy', 'Advocacy'],
]);

/** An advocacy group: who does it, how many each may have (null: none agreed), and whether people may wait for it. */
export interface AdvocacyGroup extends ReferenceItem {
  readonly role: string;
  readonly caseloadCap: number | null;
  readonly waitingList: boolean;
}

type GroupRow = readonly [code: string, label: string, role: string, caseloadCap: number | null, waitingList: boolean];

function groups(provenance: Provenance, rows: readonly GroupRow[]): AdvocacyGroup[] {
  return rows.map(([code, label, role, caseloadCap, waitingList]) => ({
    ...{ code, label, role, caseloadCap, waitingList },
    ...provenance,
  }));
}

/** Two are named by the commissioner; the caps are proposals, which the service has yet to agree. */
export const advocacyGroups: readonly AdvocacyGroup[] = [
  ...groups(
    {
      validFrom: '2026-11-01',
      source: 'Kent PCC, annual report on victim service contracts 2021/22: the advocates; caps are our proposal',
      evidence: 'R-',
    },
    [
      ['stalking', 'Stalking', 'stalking_advocate', 25, true],
      ['hate_crime', 'Hate crime', 'hate_crime_advocate', 30, true],
    ],
  ),
  ...groups(ours, [
    ['domestic_abuse', 'Domestic abuse', 'idva', 25, false],
    ['sexual_violence', 'Sexual violence', 'isva', 30, true],
    ['children_young_people', 'Children and young people', 'chisva', 20, true],
    ['older_people', 'Older people', 'iva', 30, true],
    ['court', 'Going to court', 'court_advocate', 40, false],
    ['other', 'Other advocacy', 'iva', null, true],
  ]),
];

/** Workers’ roles as the groups name them. */
export const advocateRoles: readonly ReferenceItem[] = listFrom(
  { ...ours, source: 'Domain facts, section 1: guidance on IDVA and ISVA of May 2025 read; the short forms are ours' },
  [
    ['idva', 'Independent domestic violence adviser (IDVA)'],
    ['isva', 'Independent sexual violence adviser (ISVA)'],
    ['chisva', 'Children’s independent sexual violence adviser (ChISVA)'],
    ['stalking_advocate', 'Independent stalking advocate'],
    ['hate_crime_advocate', 'Hate crime advocate'],
    ['court_advocate', 'Court advocate'],
    ['iva', 'Independent victim advocate'],
  ],
);

export const therapyModalities: readonly ReferenceItem[] = listFrom(ours, [
  ['counselling', 'Counselling'],
  ['cbt', 'Cognitive behavioural therapy'],
  ['trauma_focused_cbt', 'Trauma-focused CBT'],
  ['emdr', 'EMDR'],
  ['play_therapy', 'Play therapy'],
  ['art_therapy', 'Art or drama therapy'],
  ['family', 'Family work'],
  ['group', 'In a group'],
  ['psychoeducation', 'Learning about trauma'],
  ['other', 'Another way'],
]);

export const sessionStates: readonly ReferenceItem[] = listFrom(ours, [
  ['offered', 'Offered'],
  ['attended', 'Came'],
  ['not_attended', 'Did not come'],
  ['cancelled_by_person', 'Cancelled by them'],
  ['cancelled_by_us', 'Cancelled by us'],
]);

export const planProgress: readonly ReferenceItem[] = listFrom(ours, [
  ['better', 'Better'],
  ['same', 'The same'],
  ['worse', 'Worse'],
  ['not_known', 'Not known'],
]);

export const planOutcomes: readonly ReferenceItem[] = listFrom(ours, [
  ['aims_met', 'What they wanted was reached'],
  ['partly_met', 'Some of it was reached'],
  ['not_met', 'It was not reached'],
  ['person_ended', 'They chose to end'],
  ['moved_to_partner', 'A partner goes on'],
  ['no_contact', 'We lost touch'],
  ['replaced', 'Another plan follows'],
  ['case_closed', 'It ended with the case'],
]);

export const actionOutcomes: readonly ReferenceItem[] = listFrom(ours, [
  ['done', 'Done'],
  ['partly_done', 'Done in part'],
  ['no_longer_needed', 'No longer needed'],
  ['person_did_not_want', 'They did not want it'],
  ['others_refused', 'Others refused'],
  ['not_possible', 'Could not be done'],
  ['plan_ended', 'It ended with the plan'],
  ['case_closed', 'It ended with the case'],
]);

/** Why therapists’ notes are closed to everybody, for whoever is asked to hand them over (E7). */
export const THERAPY_PRESUMPTION = {
  code: 'against_disclosure',
  says: 'Therapy notes are not handed over unless the law leaves no choice. Ask the data protection officer first.',
  source:
    'Victim information requests, written statement of 1 December 2025 and draft code: counselling has extra protection (opening read)',
} as const;
