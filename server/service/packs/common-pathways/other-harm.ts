// Stalking, hate, sexual violence, slavery and fraud: who knows about each, beside our own support.
import type { Pathway } from '../../../../shared/domain/pathway-data.ts';
import { pathway, sexual } from './build.ts';

export const otherHarmPathways: readonly Pathway[] = [
  pathway('stalking_advocacy', 'Stalking advocate', {
    ...{ offer: 'suggest', givenBy: 'own_service', providerKinds: ['stalking'], tools: ['stalking_screening'] },
    rules: [
      { ruleId: 'pathway.stalking.stalking', because: 'Stalking: an advocate.', when: { crimeTypes: ['stalking'] } },
    ],
  }),
  pathway('stalking_screening', 'Stalking: screening', {
    ...{ offer: 'assess', givenBy: 'own_service', tools: ['stalking_screening'] },
    rules: [
      {
        ruleId: 'pathway.stalking_screening.stalking',
        because: 'Stalking: fill in the screening. It has no score; each yes needs a note.',
        when: { crimeTypes: ['stalking'] },
      },
      {
        ruleId: 'pathway.stalking_screening.harassment',
        because: 'Harassment or unwanted messages: ask whether it is the same person, again and again.',
        when: { crimeTypes: ['harassment', 'malicious_communications'] },
      },
    ],
  }),
  pathway('hate_crime_advocacy', 'Hate crime advocate', {
    ...{ offer: 'suggest', givenBy: 'own_service', providerKinds: ['hate_crime'], tools: ['hate_strands'] },
    rules: [
      {
        ruleId: 'pathway.hate.perceived',
        because: 'Seen as hate by them or by anybody else: an advocate, recorded by the police or not.',
        when: { crimeGroups: ['hate'], crimeFlags: ['hate'] },
      },
    ],
  }),
  pathway('isva', 'ISVA: independent sexual violence adviser', {
    ...{ offer: 'suggest', givenBy: 'partner', providerKinds: ['isva'] },
    note: 'Reported or not, whenever it was. Under 18: one for children.',
    rules: [sexual('pathway.isva.sexual', 'Sexual violence: an ISVA.')],
  }),
  pathway('sarc', 'Sexual assault referral centre', {
    ...{ offer: 'suggest', givenBy: 'partner', providerKinds: ['sarc'] },
    note: 'They can go by themselves, without the police. In the first days say so at once: traces are lost.',
    rules: [sexual('pathway.sarc.sexual', 'Sexual violence: the referral centre, if they want it.')],
  }),
  pathway('modern_slavery', 'Modern slavery helpline', {
    ...{ offer: 'suggest', givenBy: 'national', number: 'modern_slavery' },
    rules: [
      {
        ruleId: 'pathway.modern_slavery.trafficking',
        because: 'Modern slavery or trafficking: the national helpline, and the safeguarding lead.',
        when: { crimeTypes: ['modern_slavery_trafficking'] },
      },
    ],
  }),
  pathway('report_fraud', 'Report Fraud', {
    ...{ offer: 'suggest', givenBy: 'national', number: 'report_fraud' },
    note: 'To report is their choice; support goes on without.',
    rules: [
      {
        ruleId: 'pathway.fraud.fraud',
        because: 'Fraud or cyber crime: where it can be reported, beside our support.',
        when: { crimeGroups: ['fraud_cyber'] },
      },
    ],
  }),
];
