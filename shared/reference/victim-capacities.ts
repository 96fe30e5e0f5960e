// How a person is affected. None of these depends on a report, a charge or a conviction.
import { listFrom, type ReferenceItem } from './reference-item.ts';

const inTheAct = {
  validFrom: '2024-05-24',
  source: 'Victims and Prisoners Act 2024, section 1: https://www.legislation.gov.uk/ukpga/2024/21/part/1',
  evidence: 'R',
} as const;
const inTheCode = {
  validFrom: '2021-04-01',
  source: 'https://humberside-pcc.gov.uk/Our-Work/Victims-Code-Definition.aspx',
  evidence: 'R',
} as const;
const ours = { validFrom: '2026-11-01', source: 'Our own list', evidence: 'K' } as const;

export const victimCapacities: readonly ReferenceItem[] = [
  ...listFrom(inTheAct, [
    ['direct_victim', 'It happened to them'],
    ['witness_harmed', 'Saw, heard or directly experienced it'],
    ['born_of_crime', 'Born as its direct result'],
    ['bereaved_family', 'Close family of someone who died'],
    ['child_victim_of_da', 'Child victim of domestic abuse'],
  ]),
  ...listFrom(inTheCode, [
    ['parent_guardian', 'Parent or guardian of a person under 18'],
    ['family_spokesperson', 'Family spokesperson'],
  ]),
  ...listFrom(ours, [
    ['relative_or_friend_supporting', 'Relative or friend who supports them'],
    ['professional', 'Professional'],
    ['unsure', 'Not sure'],
  ]),
];

/** Three groups with enhanced rights; a person can be in several, and everybody under 18 is vulnerable. */
export const enhancedRightsGroups: readonly ReferenceItem[] = listFrom(
  {
    validFrom: '2021-04-01',
    source: 'https://www.nottinghamshire.police.uk/faqs/what-are-enhanced-rights-and-how-do-i-receive-them',
    evidence: 'R',
  },
  [
    ['serious_crime', 'Serious crime'],
    ['persistently_targeted', 'Persistently targeted'],
    ['vulnerable_or_intimidated', 'Vulnerable or intimidated'],
  ],
);
