// Where a case stands with police and courts, and the orders that may protect a person. Each date at which something
// changes may raise the danger again.
import { listFrom, type Provenance, type ReferenceItem } from './reference-item.ts';

const ours: Provenance = { validFrom: '2026-11-01', source: 'Our own list, in the order of a case', evidence: 'K' };

export interface JusticeStage extends ReferenceItem {
  /** On this day and after it, risk is looked at again: somebody is angry, free, or about to be. */
  readonly riskDueAgain: boolean;
}

const stage = (code: string, label: string, riskDueAgain = false): JusticeStage => ({
  code,
  label,
  riskDueAgain,
  ...ours,
});

export const justiceStages: readonly JusticeStage[] = [
  stage('not_reported', 'Not reported'),
  stage('reported', 'Reported'),
  stage('statement_given', 'Statement given'),
  stage('investigation', 'Being investigated'),
  stage('arrest', 'Arrested', true),
  stage('bail', 'On bail', true),
  stage('released_under_investigation', 'Released under investigation', true),
  stage('with_cps', 'With the Crown Prosecution Service'),
  stage('no_further_action', 'No further action', true),
  stage('out_of_court', 'Dealt with out of court', true),
  stage('charge', 'Charged', true),
  stage('first_hearing', 'First hearing', true),
  stage('trial_listed', 'Trial listed'),
  stage('trial', 'Trial', true),
  stage('verdict', 'Verdict', true),
  stage('sentence', 'Sentence', true),
  stage('appeal', 'Appeal'),
  stage('release', 'Release', true),
  stage('parole', 'Parole'),
  stage('withdrawn', 'The person withdrew'),
];

/** These are known once they have happened: none of them can be on a day ahead. */
export const HAPPENED_STAGES: readonly string[] = [
  'reported',
  'arrest',
  'released_under_investigation',
  'with_cps',
  'no_further_action',
  'out_of_court',
  'charge',
  'withdrawn',
];

/** From these on there is a court, so witness care and support before the trial are offered. */
export const COURT_STAGES: readonly string[] = ['charge', 'first_hearing', 'trial_listed', 'trial'];

export const orderKinds: readonly ReferenceItem[] = listFrom(
  { validFrom: '2026-11-01', source: 'Our own list of orders in England and Wales; have it checked', evidence: 'K' },
  [
    ['non_molestation', 'Non-molestation order'],
    ['occupation', 'Occupation order'],
    ['restraining', 'Restraining order'],
    ['stalking_protection', 'Stalking protection order'],
    ['da_protection_notice', 'Domestic abuse protection notice'],
    ['da_protection_order', 'Domestic abuse protection order'],
    ['bail_conditions', 'Bail conditions'],
    ['licence_conditions', 'Conditions of release'],
    ['forced_marriage_protection', 'Forced marriage protection order'],
    ['fgm_protection', 'FGM protection order'],
    ['sexual_harm_prevention', 'Sexual harm prevention order'],
    ['sexual_risk', 'Sexual risk order'],
    ['child_arrangements', 'Child arrangements order'],
    ['prohibited_steps', 'Prohibited steps order'],
    ['criminal_behaviour', 'Criminal behaviour order'],
    ['injunction', 'Injunction'],
    ['other', 'Another order'],
  ],
);
