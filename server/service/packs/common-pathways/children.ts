// Whoever is under 18, and children around an adult: the safeguarding check comes first, and nothing takes its place.
import type { Pathway } from '../../../../shared/domain/pathway-data.ts';
import { domestic, pathway, sexual } from './build.ts';

export const childrenPathways: readonly Pathway[] = [
  pathway('child_protection', 'Child protection', {
    ...{ offer: 'duty', givenBy: 'statutory', providerKinds: ['children_social_care'], tools: ['child_safeguarding'] },
    note: 'MARAC never takes its place. Tell the child first, unless that could hurt them; parents are not told by us.',
    rules: [
      ...domestic('pathway.child_protection.domestic_abuse', 'Domestic abuse and under 18: children’s services.', {
        ageBelow: 18,
      }),
      sexual('pathway.child_protection.sexual', 'A sexual offence and under 18: children’s services.', {
        ageBelow: 18,
      }),
      {
        ruleId: 'pathway.child_protection.exploitation',
        because: 'Exploited, and under 18: children’s services.',
        when: { crimeGroups: ['exploitation'], ageBelow: 18 },
      },
      {
        ruleId: 'pathway.child_protection.child_victim',
        because: 'A child is harmed by domestic abuse or is the victim: make the safeguarding check.',
        when: { crimeFlags: ['child_victim'] },
      },
      {
        ruleId: 'pathway.child_protection.sees_abuse',
        because: 'A child who sees, hears or feels domestic abuse is a victim: make the safeguarding check.',
        when: { capacities: ['child_victim_of_da'] },
      },
      ...domestic(
        'pathway.child_protection.children_of_the_case',
        'There are children where domestic abuse is: make the safeguarding check for each.',
        { children: true },
      ),
      {
        ruleId: 'pathway.child_protection.non_recent',
        because: 'Abuse of a child, also long ago: ask whether a child is near that person now.',
        when: { crimeTypes: ['child_sexual_abuse_recent', 'child_sexual_abuse_non_recent'] },
      },
    ],
  }),
  pathway('young_people', 'Young people’s worker', {
    ...{ offer: 'suggest', givenBy: 'own_service', tools: ['child_safeguarding'] },
    rules: [
      {
        ruleId: 'pathway.young_people.under_18',
        because: 'Under 18: a young people’s worker, and a safeguarding check.',
        when: { ageBelow: 18 },
      },
    ],
  }),
];
