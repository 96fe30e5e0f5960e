// Kinds of referral that may be passed on only with the person's explicit consent, as dated data: a change of the Code is a
// new entry, and what was received before is still judged by the one in force then.
import type { CrimeGroup } from './crime-types.ts';
import { listFrom, type ReferenceItem } from './reference-item.ts';

/** Any one is enough: the kind of crime, its group, a mark of it, or how the person is affected. */
export interface ExplicitConsentKind extends ReferenceItem {
  readonly crimeTypes: readonly string[];
  readonly crimeGroups: readonly CrimeGroup[];
  readonly crimeFlags: readonly string[];
  readonly capacities: readonly string[];
}

const inTheCode = {
  validFrom: '2021-04-01',
  source: 'Victims’ Code, right 4, as a police force explains it; have it checked against the Code in force',
  evidence: 'R-',
} as const;

const kind = (code: string, label: string, when: Omit<ExplicitConsentKind, keyof ReferenceItem>) =>
  listFrom(inTheCode, [[code, label]]).map((item): ExplicitConsentKind => ({ ...item, ...when }));

export const explicitConsentKinds: readonly ExplicitConsentKind[] = [
  ...kind('sexual_offence', 'Sexual offences', {
    ...{ crimeTypes: ['da_sexual', 'sextortion'], crimeGroups: ['sexual'] },
    ...{ crimeFlags: [], capacities: [] },
  }),
  ...kind('domestic_abuse', 'Domestic abuse', {
    ...{ crimeTypes: [], crimeGroups: ['domestic_abuse'] },
    ...{ crimeFlags: ['domestic'], capacities: ['child_victim_of_da'] },
  }),
  ...kind('bereaved', 'Close relatives of somebody who died', {
    ...{ crimeTypes: [], crimeGroups: ['bereavement'] },
    ...{ crimeFlags: [], capacities: ['bereaved_family'] },
  }),
];
