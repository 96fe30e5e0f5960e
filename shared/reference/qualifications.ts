// What somebody can be trained or cleared for. A tool and a role ask for one by its code; a level that includes another
// counts for it, too. How long each lasts is the service's to confirm: none of it was read in a standard.
import type { ReferenceItem } from './reference-item.ts';

export interface QualificationKind extends ReferenceItem {
  readonly group: 'risk_tool' | 'role' | 'safeguarding' | 'clearance' | 'skill';
  /** Other codes that this one counts for. */
  readonly countsFor: readonly string[];
  /** After how many months it is usually renewed; null where it has no end. */
  readonly renewMonths: number | null;
}

const ours = { validFrom: '2026-11-01', evidence: 'K' } as const;
const kind = (
  code: string,
  label: string,
  group: QualificationKind['group'],
  more: { readonly source: string; readonly renewMonths: number | null; readonly countsFor?: readonly string[] },
): QualificationKind => ({ code, label, group, countsFor: [], ...more, ...ours });

const practice = 'Named in practice by services of this kind; how long it lasts is our own proposal';

export const qualificationKinds: readonly QualificationKind[] = [
  kind('dash', 'DASH trained', 'risk_tool', {
    source: 'SafeLives: users of the Dash checklist are to be trained; renewal is our own proposal',
    renewMonths: 36,
  }),
  kind('s_dash', 'S-DASH trained', 'risk_tool', {
    source: 'The stalking screening form: users are to be trained; renewal is our own proposal',
    renewMonths: 36,
  }),
  kind('young_people', 'Works with children and young people', 'skill', { source: practice, renewMonths: 36 }),
  kind('idva', 'IDVA', 'role', {
    source: 'Statutory guidance on independent domestic violence advisers, May 2025: not read for its training part',
    renewMonths: null,
  }),
  kind('isva', 'ISVA', 'role', {
    source:
      'Statutory guidance on independent sexual violence advisers, updated May 2025: not read for its training part',
    renewMonths: null,
  }),
  kind('cisva', 'Child and young person’s ISVA', 'role', {
    source: practice,
    renewMonths: null,
    countsFor: ['isva', 'young_people'],
  }),
  kind('isa', 'Independent stalking advocate', 'role', {
    source: 'Statutory guidance on independent stalking advocates: not read for its training part',
    renewMonths: null,
  }),
  kind('hate_crime', 'Hate crime advocate', 'role', { source: practice, renewMonths: null }),
  kind('safeguarding_1', 'Safeguarding, level 1', 'safeguarding', { source: practice, renewMonths: 36 }),
  kind('safeguarding_2', 'Safeguarding, level 2', 'safeguarding', {
    ...{ source: practice, renewMonths: 36, countsFor: ['safeguarding', 'safeguarding_1'] },
  }),
  kind('safeguarding_3', 'Safeguarding, level 3', 'safeguarding', {
    ...{ source: practice, renewMonths: 36, countsFor: ['safeguarding', 'safeguarding_1', 'safeguarding_2'] },
  }),
  kind('dbs_enhanced', 'DBS, enhanced, with barred lists', 'clearance', {
    source:
      'Disclosure and Barring Service: a certificate has no end of its own; services commonly ask again after three years',
    renewMonths: 36,
  }),
];
