// Codes that a case is kept with: how it came, how much support, paid by which grant, and by whom.
import { listFrom, type Provenance, type ReferenceItem } from './reference-item.ts';

const ours: Provenance = { validFrom: '2026-11-01', source: 'Our own list', evidence: 'K' };

/** How a person or a referral came, or how we reached them. */
export const channels: readonly ReferenceItem[] = listFrom(ours, [
  ['web_chat', 'Chat on the website'],
  ['phone_in', 'They rang'],
  ['phone_out', 'We rang'],
  ['police_feed', 'From the police'],
  ['partner_referral', 'From a partner'],
  ['self_form', 'Their own form'],
  ['email', 'E-mail'],
  ['text', 'Text message'],
  ['walk_in', 'In person'],
  ['outreach', 'Outreach'],
]);

export const supportLevels: readonly ReferenceItem[] = listFrom(ours, [
  ['information_only', 'Information only'],
  ['short_term', 'Short: one to three contacts'],
  ['medium', 'Medium'],
  ['long_term', 'Long term'],
  ['specialist_stalking', 'Specialist: stalking'],
  ['specialist_hate', 'Specialist: hate crime'],
  ['therapeutic', 'Therapeutic'],
  ['court_support', 'Support around court'],
]);

/** Grants are returned apart, so the money behind a case, a worker and a referral is a code of its own. */
export const fundingStreams: readonly ReferenceItem[] = listFrom(
  { ...ours, source: 'Domain facts: core contract and the grants for domestic abuse, sexual violence, IDVA and ISVA' },
  [
    ['core', 'Core contract'],
    ['da_sv', 'Domestic abuse and sexual violence grant'],
    ['idva_isva', 'IDVA and ISVA grant'],
  ],
);

export interface PlanKind extends ReferenceItem {
  /** Notes are read by the therapist alone, in a sealed space of their own (E7). */
  readonly sealedNotes: boolean;
}

const plan = (code: string, label: string, sealedNotes = false): PlanKind => ({ code, label, sealedNotes, ...ours });

/** Who offers which plan, with what caseload and waiting list, is said by the groups of a service pack (E15). */
export const planKinds: readonly PlanKind[] = [
  plan('short_term', 'Short-term support'),
  plan('long_term', 'Long-term support'),
  plan('therapeutic', 'Therapeutic support', true),
  plan('advocacy', 'Advocacy'),
];

/** What a member of staff is trained to be. */
export const workerRoles: readonly ReferenceItem[] = listFrom(
  {
    validFrom: '2025-05-09',
    source: 'Ministry of Justice: guidance on IDVA, ISVA and stalking advocates',
    evidence: 'R',
  },
  [
    ['support_worker', 'Support worker'],
    ['idva', 'Independent domestic violence adviser'],
    ['isva', 'Independent sexual violence adviser'],
    ['cisva', 'Independent sexual violence adviser for children'],
    ['isa', 'Independent stalking advocate'],
    ['hate_crime_advocate', 'Hate crime advocate'],
    ['young_people_worker', 'Young people’s worker'],
    ['therapist', 'Therapist'],
    ['volunteer', 'Volunteer'],
  ],
);

/** As Kent’s commissioner reports them each year, and two of our own. */
export const reasonsNotReported: readonly ReferenceItem[] = listFrom(
  {
    validFrom: '2026-11-01',
    source: 'https://www.kent-pcc.gov.uk/what-we-do/annual-reports/annual-report-access/20.-victim-services-cont/',
    evidence: 'R',
  },
  [
    ['fear_of_worse', 'Afraid that it would make things worse'],
    ['distrust', 'No trust in the police or the courts'],
    ['not_believed', 'Afraid of not being believed'],
    ['repercussions', 'Afraid of what would follow'],
    ['past_lack_of_updates', 'Heard nothing the last time'],
    ['not_sure_it_was_a_crime', 'Not sure that it was a crime'],
    ['prefer_not_to_say', 'Prefer not to say'],
  ],
);
