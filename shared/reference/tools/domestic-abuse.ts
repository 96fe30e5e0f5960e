// Risk in domestic abuse. The count is one sign among others: judgement alone is always enough for "high", and a count below
// a threshold proves nothing. The thresholds are a local convention and can be changed by loading a version of one's own.
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import { aged, allYes, anyYes, rulesFrom, shipped } from './build.ts';
import { contextTopics, countedTopics } from './domestic-abuse-topics.ts';

const judgement = rulesFrom({
  source: 'https://plymouthscb.co.uk/safe-lives-dash-ric-checklist (reasons for judgement in one area)',
  evidence: 'R-',
});
const meeting = rulesFrom({ source: 'https://studylib.net/doc/7371810 (criteria for the meeting)', evidence: 'R' });
const ours = rulesFrom({
  source: 'Our own rule, after domain facts 2a and 2b; have it checked locally',
  evidence: 'K',
});
const young = rulesFrom({
  source: 'https://safelives.org.uk/resources-library/dash-risk-checklist-young-people/',
  evidence: 'R',
});
const askHigh = { do: 'ask_judgement', level: 'high' } as const;

export const domesticAbuseRisk: ToolDefinition = {
  ...shipped,
  code: 'domestic_abuse_risk',
  kind: 'risk',
  title: 'Domestic abuse: risk',
  purpose:
    'To see how likely it is that somebody will be badly hurt, and what has to be done now. Filled from the talk and over several contacts, never read out as 24 questions. A low count is no all-clear: many who were killed had been graded standard or medium.',
  before: [
    'Ask how much time they have, and whether they can talk without being heard or seen.',
    'Agree how to reach them if the talk breaks off, and what to do if somebody comes in.',
    'Ask where the abuser is, and where the children are.',
    'Say why you ask: to see what would help, and whether others have to know.',
    'Say before you begin that with high risk a meeting of agencies (MARAC) may hear of it, if possible with their yes.',
  ],
  source:
    'Topics after https://safelives.org.uk/resources-library/dash-risk-checklist/ (1 to 9: https://paperzz.com/doc/7134875/dash-risk-form; 10 to 24 not read in the source); wording our own',
  evidence: 'R-',
  ages: ['16_17', 'adult', 'prefer_not_to_say'],
  qualification: 'dash',
  groups: [
    { code: 'now', title: 'What happened, and how it is now' },
    { code: 'person', title: 'How they are' },
    { code: 'relationship', title: 'Leaving, children, contact' },
    { code: 'pattern', title: 'How it goes on' },
    { code: 'harm', title: 'What was done' },
    { code: 'others', title: 'Others' },
    { code: 'abuser', title: 'The one who harms' },
    { code: 'context', title: 'Beside the count' },
  ],
  topics: [...countedTopics, ...contextTopics],
  scoring: { kind: 'count_yes', of: countedTopics.map((each) => each.id) },
  bands: {
    levels: [
      {
        band: 'standard',
        from: 0,
        meaning: 'No present sign of serious harm was named. This is not the same as safe.',
      },
      { band: 'medium', from: 10, meaning: 'There are signs of serious harm, unlikely unless something changes.' },
      { band: 'high', from: 14, meaning: 'There are signs of serious harm, which could happen at any time.' },
    ],
    lackingAtMost: 4,
    source:
      'https://plymouthscb.co.uk/safe-lives-dash-ric-checklist (10 and 14); https://studylib.net/doc/7371810 (14); meanings after the College of Policing, not read in the source',
    evidence: 'R-',
    localConvention: true,
  },
  rules: [
    meeting(
      'visible_high_risk',
      'Enough topics were answered with yes: visible high risk, whatever lacks an answer.',
      [{ kind: 'band', is: ['high'] }],
      { do: 'flag_pathway', flag: 'idva' },
      { do: 'flag_pathway', flag: 'marac' },
      { do: 'alert_lead', when: 'today' },
      { do: 'start_safety_plan' },
    ),
    judgement(
      'own_view',
      'They believe that they will be badly hurt or killed.',
      [anyYes('own_view', 'what_they_fear')],
      askHigh,
    ),
    judgement(
      'strangulation',
      'Pressure on the neck, or held under water: even once, a sign of grave danger.',
      [anyYes('strangled')],
      askHigh,
      {
        do: 'advise',
        text: 'Ask about breath, voice, swallowing and headaches. Harm can show days later: a doctor today.',
      },
    ),
    judgement('threats_to_kill', 'A threat to kill that was believed.', [anyYes('threats_to_kill')], askHigh),
    judgement('stalking', 'Constant contact, following or watching.', [anyYes('constant_contact')], askHigh, {
      do: 'offer_tool',
      tool: 'stalking_screening',
    }),
    judgement(
      'separation_with_control',
      'They left or tried to, and there are control and violence: together the most dangerous time.',
      [allYes('separation', 'controlling'), anyYes('injury_now', 'weapon', 'strangled', 'sexual')],
      askHigh,
    ),
    judgement(
      'honour',
      'Others threaten: think of abuse in the name of honour or a forced marriage.',
      [anyYes('others_threaten')],
      askHigh,
      {
        do: 'advise',
        text: 'Do not speak to family or community, and do not use one of them to interpret. One chance may be all there is.',
      },
    ),
    judgement(
      'getting_worse',
      'It happens more often and it is getting worse.',
      [allYes('more_often', 'getting_worse')],
      askHigh,
    ),
    ours(
      'many_police_calls',
      'The police were called three times or more in 12 months: potential escalation.',
      [{ kind: 'chosen', topic: 'police_calls', anyOf: ['three_or_more'] }],
      askHigh,
      { do: 'flag_pathway', flag: 'marac' },
    ),
    ours(
      'repeat_within_12_months',
      'Something new has happened within 12 months of a meeting on high risk: it is offered to the meeting again.',
      [allYes('marac_last_year', 'new_since_marac')],
      askHigh,
      { do: 'flag_pathway', flag: 'marac' },
    ),
    ours('low_or_suicidal', 'They feel very low or think of ending their life.', [anyYes('low_or_suicidal')], {
      do: 'offer_tool',
      tool: 'suicide_self_harm',
    }),
    ours(
      'children',
      'Children see, hear or feel it, and are victims of it themselves.',
      [anyYes('children_in_home', 'pregnant_or_baby', 'child_contact')],
      { do: 'offer_tool', tool: 'child_safeguarding' },
    ),
    ours('sexual', 'Sexual harm was named.', [anyYes('sexual')], { do: 'flag_pathway', flag: 'isva' }),
    young('young_person', 'They are between 13 and 17.', [aged('13_15', '16_17')], {
      do: 'advise',
      text: 'Made for adults: use the version for young people where the service has loaded it. Under 16 the child-protection path leads, and a meeting on high risk (MARAC) never replaces it. From 16 both paths are open.',
    }),
    young(
      'young_person_at_risk',
      'They are under 18 and something was answered with yes.',
      [aged('under_13', '13_15', '16_17'), anyYes(...countedTopics.map((each) => each.id))],
      { do: 'offer_tool', tool: 'child_safeguarding' },
      { do: 'flag_pathway', flag: 'young_people' },
      { do: 'flag_pathway', flag: 'children_social_care' },
    ),
    young('child', 'They are under 13.', [aged('under_13')], {
      do: 'advise',
      text: 'Not a tool for a child. Tell the safeguarding lead, and use child safeguarding instead.',
    }),
  ],
  review: { afterDays: 90, after: ['new_incident', 'leaving', 'court', 'child_contact', 'change'] },
};
