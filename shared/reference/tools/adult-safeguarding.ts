// Adult safeguarding: the three parts of section 42 of the Care Act 2014, and what the adult wants. A part that is not known
// is not a "no": whoever is unsure asks the lead.
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import { allYes, anyYes, choices, rulesFrom, shipped, told, yesNo } from './build.ts';

const source =
  'https://www.legislation.gov.uk/ukpga/2014/23/part/1/crossheading/safeguarding-adults-at-risk-of-abuse-or-neglect (section 42)';
const act = rulesFrom({ source, evidence: 'R' });
const ours = rulesFrom({ source: 'Our own rule, after domain facts 3', evidence: 'K' });

export const adultSafeguarding: ToolDefinition = {
  ...shipped,
  code: 'adult_safeguarding',
  kind: 'safeguarding',
  title: 'Adult safeguarding',
  purpose:
    'Whether an adult with needs for care may be abused or neglected and cannot protect themselves from it. The council has to look into it where all three parts are met; where one is not known, ask.',
  before: [
    'Ask what they want to happen. It is their life; what they want is noted and passed on.',
    'Talk to them without the one who cares for them, where that can be done.',
  ],
  source,
  evidence: 'R',
  ages: ['adult', 'prefer_not_to_say'],
  qualification: 'safeguarding',
  groups: [
    { code: 'parts', title: 'The three parts' },
    { code: 'more', title: 'What else counts' },
  ],
  topics: [
    yesNo('parts', 'care_needs', 'They need care or support to live day by day', {
      hint: 'Whether or not the council meets any of it: age, illness, disability, mental health, drink or drugs.',
      evidence: 'R',
    }),
    yesNo('parts', 'abuse_or_neglect', 'They are abused or neglected, or may be', {
      hint: 'Taking their money is abuse as well.',
      evidence: 'R',
    }),
    yesNo('parts', 'cannot_protect', 'Because of those needs they cannot protect themselves from it', {
      hint: 'Being afraid, dependent on the one who harms, or not able to leave the house counts.',
      evidence: 'R',
    }),
    choices('more', 'kinds', 'What may be happening', [
      ['physical', 'Physical'],
      ['sexual', 'Sexual'],
      ['psychological', 'Psychological'],
      ['financial', 'Money or property'],
      ['domestic', 'Domestic abuse'],
      ['neglect', 'Neglect by others'],
      ['self_neglect', 'Neglect of themselves'],
      ['discriminatory', 'Because of who they are'],
      ['modern_slavery', 'Made to work, or held'],
      ['organisational', 'By a home or a service'],
    ]),
    yesNo('more', 'danger_now', 'They are in danger at this moment'),
    yesNo('more', 'others_at_risk', 'Others may be harmed in the same way'),
    yesNo('more', 'harmed_by_carer', 'It is somebody who cares for them, or whom they depend on'),
    yesNo('more', 'may_lack_capacity', 'They may not be able to decide about this themselves', {
      hint: 'About this decision, at this time. Assume that they can until there is a reason to doubt it.',
      evidence: 'K',
    }),
    yesNo('more', 'child_there', 'A child lives there or comes there'),
    told('more', 'what_they_want', 'What they want to happen', { hint: 'In their words.' }),
    yesNo('more', 'agrees_to_share', 'They agree that adult social care is told', {
      hint: 'Ask where it is safe to ask. A no is noted, and may be overruled by the lead only.',
    }),
  ],
  scoring: { kind: 'none' },
  rules: [
    act(
      'three_parts',
      'All three parts of section 42 are met: the council has to look into it.',
      [allYes('care_needs', 'abuse_or_neglect', 'cannot_protect')],
      { do: 'alert_lead', when: 'today' },
      { do: 'open_concern', about: 'adult' },
      { do: 'flag_pathway', flag: 'adult_social_care' },
    ),
    ours(
      'two_parts',
      'They may be abused, and at least one other part is met. What is not known is not a no.',
      [anyYes('abuse_or_neglect'), anyYes('care_needs', 'cannot_protect')],
      { do: 'alert_lead', when: 'today' },
    ),
    ours(
      'danger_now',
      'They are in danger at this moment.',
      [anyYes('danger_now')],
      { do: 'offer_emergency' },
      { do: 'alert_lead', when: 'now' },
    ),
    ours('others', 'Others may be harmed: sharing may be right also without their yes.', [anyYes('others_at_risk')], {
      do: 'alert_lead',
      when: 'today',
    }),
    ours('capacity', 'They may not be able to decide about this.', [anyYes('may_lack_capacity')], {
      do: 'advise',
      text: 'Ask the lead before you share or leave it. Note what made you doubt, and what you tried to help them decide.',
    }),
    ours('child_there', 'A child lives there or comes there.', [anyYes('child_there')], {
      do: 'offer_tool',
      tool: 'child_safeguarding',
    }),
    ours('domestic', 'Domestic abuse was named.', [{ kind: 'chosen', topic: 'kinds', anyOf: ['domestic'] }], {
      do: 'offer_tool',
      tool: 'domestic_abuse_risk',
    }),
  ],
  review: { afterDays: null, after: ['new_incident', 'change'] },
};
