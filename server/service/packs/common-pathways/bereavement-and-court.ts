// After a death, on the way to court, and restorative justice, which is never suggested.
import type { Pathway } from '../../../../shared/domain/pathway-data.ts';
import { COURT_STAGES } from '../../../../shared/reference/justice.ts';
import { pathway } from './build.ts';

export const bereavementAndCourtPathways: readonly Pathway[] = [
  pathway('homicide_service', 'National Homicide Service', {
    ...{ offer: 'suggest', givenBy: 'national', providerKinds: ['homicide'] },
    rules: [
      {
        ruleId: 'pathway.bereavement.homicide',
        because: 'Bereaved by murder, manslaughter or a death from domestic abuse: the national service, beside us.',
        when: { crimeTypes: ['murder_manslaughter', 'da_related_death_or_suicide'] },
      },
    ],
  }),
  pathway('road_death_service', 'Support after a death on the road', {
    ...{ offer: 'suggest', givenBy: 'national', providerKinds: ['road_death'] },
    rules: [
      {
        ruleId: 'pathway.bereavement.road_death',
        because: 'Bereaved by a death on the road: a specialist, beside us.',
        when: { crimeTypes: ['road_death'] },
      },
    ],
  }),
  pathway('bereavement_support', 'Support after a death, from us', {
    ...{ offer: 'suggest', givenBy: 'own_service' },
    rules: [
      {
        ruleId: 'pathway.bereavement.local',
        because: 'Bereaved by a crime: support close to them goes on beside any national service.',
        when: { crimeGroups: ['bereavement'] },
      },
    ],
  }),
  pathway('court_support', 'Support before and at court', {
    ...{ offer: 'suggest', givenBy: 'partner', providerKinds: ['witness_care'] },
    rules: [
      {
        ruleId: 'pathway.court.stage',
        because: 'Their case is on its way to court: witness care and a visit before the trial.',
        when: { stages: COURT_STAGES },
      },
    ],
  }),
  pathway('restorative_justice', 'Restorative justice', {
    ...{ offer: 'on_request', givenBy: 'partner', providerKinds: ['restorative_justice'] },
    note: 'Only because they asked. It is never suggested, and never at a first contact.',
    rules: [
      {
        ruleId: 'pathway.restorative_justice.asked',
        because: 'They asked about it, and this is not a first contact.',
        when: { wishes: ['restorative_justice'], notAtFirstContact: true },
      },
    ],
  }),
];
