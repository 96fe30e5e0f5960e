// Why something may be told without consent, and on which legal ground: closed lists. A reason is not a ground; both
// stand on the record (domain facts, section 3).
import { listFrom, type ReferenceItem } from './reference-item.ts';

export const DISCLOSURE_REASONS = [
  'risk_to_life_self',
  'risk_serious_harm_other',
  'child_at_risk',
  'adult_at_risk',
  'terrorism',
  'court_order',
  'other_legal_duty',
] as const;
export type DisclosureReason = (typeof DISCLOSURE_REASONS)[number];

const REASON_LABELS: Readonly<Record<DisclosureReason, string>> = {
  risk_to_life_self: 'Their own life is in danger',
  risk_serious_harm_other: 'Somebody else could be badly hurt',
  child_at_risk: 'A child is or may be at risk',
  adult_at_risk: 'An adult who needs care is or may be at risk',
  terrorism: 'Terrorism',
  court_order: 'A court has ordered it',
  other_legal_duty: 'Another duty in law',
};

export const disclosureReasons: readonly ReferenceItem[] = listFrom(
  {
    validFrom: '2026-11-01',
    source: 'https://rctn.org.uk/about-us/confidentiality-safeguarding/ (as a pattern)',
    evidence: 'R-',
  },
  DISCLOSURE_REASONS.map((code) => [code, REASON_LABELS[code]]),
);

const ico = 'https://ico.org.uk: a 10 step guide to sharing information to safeguard children, annex C';

export const lawfulBases: readonly ReferenceItem[] = [
  ...listFrom({ validFrom: '2018-05-25', source: ico, evidence: 'R' }, [
    ['vital_interests', 'Vital interests: UK GDPR article 6(1)(d)'],
    ['legal_obligation', 'Legal obligation: article 6(1)(c)'],
    ['public_task', 'Public task: article 6(1)(e)'],
    ['legitimate_interests', 'Legitimate interests: article 6(1)(f)'],
  ]),
  // Emergency, crime and safeguarding without a balancing test: whether it is in force must be checked before use.
  ...listFrom(
    { validFrom: '2025-06-19', source: 'Data (Use and Access) Act 2025; commencement not read', evidence: 'R' },
    [['recognised_legitimate_interest', 'Recognised legitimate interest: check that it is in force']],
  ).map((item) => ({ ...item, unverified: true })),
];

/** For health, sexual life and whatever else is special: a second ground beside the first. */
export const specialCategoryConditions: readonly ReferenceItem[] = listFrom(
  { validFrom: '2018-05-25', source: 'Data Protection Act 2018, schedule 1; not read in the source', evidence: 'K' },
  [
    ['safeguarding', 'Safeguarding of children and of individuals at risk: schedule 1, paragraph 18'],
    ['vital_interests', 'Vital interests of somebody who cannot agree: article 9(2)(c)'],
    ['preventing_unlawful_acts', 'Preventing or detecting unlawful acts: schedule 1, paragraph 10'],
    ['legal_claims', 'Legal claims, or a court acts: article 9(2)(f)'],
    ['none', 'Nothing of a special category is shared'],
  ],
);
