// The eight categories of need of the Ministry of Justice's commissioning framework, scored at start, review and end.
import { listFrom, type ReferenceItem } from './reference-item.ts';

export const needs: readonly ReferenceItem[] = listFrom(
  {
    validFrom: '2013-05-01',
    source: 'Victims Services Commissioning Framework, Ministry of Justice, May 2013 (that there are eight: read)',
    evidence: 'R-',
  },
  [
    ['mental_physical_health', 'Mental and physical health'],
    ['shelter_accommodation', 'Shelter and accommodation'],
    ['family_friends_children', 'Family, friends and children'],
    ['education_skills_employment', 'Education, skills and employment'],
    ['drugs_alcohol', 'Drugs and alcohol'],
    ['finance_benefits', 'Finance and benefits'],
    ['outlook_attitudes', 'Outlook and attitudes'],
    ['social_interactions', 'Social interactions'],
  ],
);
