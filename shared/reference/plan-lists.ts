// Ways of therapy, and what came of sessions, actions and plans. Kinds of plans stand with the case's codes, groups in the pack.
import { listFrom, type Provenance, type ReferenceItem } from './reference-item.ts';

const ours: Provenance = {
  validFrom: '2026-11-01',
  source: 'Our own list, after the service that is tendered: advocacy and support, therapeutic services',
  evidence: 'K',
};

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
