// Domestic abuse by level of risk: high goes to an adviser and to MARAC, every other level is the person's choice (D1). No
// level is ever called safe.
import type { Pathway } from '../../../../shared/domain/pathway-data.ts';
import { DA_TOOLS, domestic, pathway } from './build.ts';

const high = { tools: DA_TOOLS, levels: ['high'] } as const;
const policeHigh = { tools: ['police'], levels: ['high'] } as const;

export const domesticAbusePathways: readonly Pathway[] = [
  pathway('da_assess', 'Domestic abuse: risk topics', {
    ...{ offer: 'assess', givenBy: 'own_service', tools: ['domestic_abuse_risk'] },
    note: 'Filled from the talk, over several contacts; never read out as a list.',
    rules: [
      ...domestic('pathway.da_assess.no_level', 'Domestic abuse, and no level of risk yet: fill in the topics.', {
        risk: { tools: DA_TOOLS, levels: ['not_assessed'] },
        ageFrom: 13,
      }),
      ...domestic('pathway.da_assess.police_high', 'The police graded it high: fill in our own topics today.', {
        risk: policeHigh,
      }),
    ],
  }),
  pathway('idva', 'IDVA: independent domestic violence adviser', {
    ...{ offer: 'suggest', givenBy: 'partner', providerKinds: ['idva', 'domestic_abuse'] },
    note: 'Inside the domestic abuse service of their area. Beside MARAC, not instead of it.',
    source: 'That advisers work inside the area’s service: not read in a source; for high risk: domain facts 2b',
    rules: [
      ...domestic('pathway.idva.high', 'Domestic abuse at high risk: an IDVA.', { risk: high, ageFrom: 16 }),
      ...domestic(
        'pathway.idva.police_high',
        'The police graded it high: an IDVA, without waiting for our own topics.',
        {
          risk: policeHigh,
          ageFrom: 16,
        },
      ),
    ],
  }),
  pathway('marac', 'MARAC: multi-agency risk assessment conference', {
    ...{ offer: 'suggest', givenBy: 'panel' },
    source: 'https://www.domesticabuseservices.org.uk/practitioners/make-a-referral (four ways to the threshold)',
    evidence: 'R',
    note: 'Try for their agreement first. If they say no, or asking would be unsafe: disclosure with the lead. A panel hears; it does not accept.',
    rules: [
      ...domestic('pathway.marac.high', 'Domestic abuse at high risk: MARAC.', { risk: high, maracAge: 'open' }),
      ...domestic('pathway.marac.suicide', 'Domestic abuse, and suicide or self-harm because of it: MARAC.', {
        risk: { tools: ['suicide_self_harm'], levels: ['high'] },
        maracAge: 'open',
      }),
    ],
  }),
  pathway('da_choice', 'Domestic abuse: where they want support', {
    ...{ offer: 'choice', givenBy: 'partner', providerKinds: ['domestic_abuse'] },
    note: 'Say what each gives. Write down what was offered, what they chose and why; no choice is final.',
    rules: [
      ...domestic(
        'pathway.da_choice.standard_or_medium',
        'Standard or medium risk, which does not mean out of danger: they choose where they want support.',
        { risk: { tools: DA_TOOLS, levels: ['standard', 'medium'] }, ageFrom: 16 },
      ),
      ...domestic(
        'pathway.da_choice.no_level',
        'No level of risk yet: they may choose now, and the choice is gone through again with the level.',
        { risk: { tools: DA_TOOLS, levels: ['not_assessed'] }, ageFrom: 16 },
      ),
    ],
  }),
];
