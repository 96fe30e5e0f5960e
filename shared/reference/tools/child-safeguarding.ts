// Child safeguarding: what to look at where somebody under 18 may be harmed. One yes is enough for the lead; agreement is
// asked for where it is safe to ask, and is not needed. No parent is told by the system.
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import { anyYes, EVERYBODY, rulesFrom, shipped, told, yesNo } from './build.ts';

const sharing = rulesFrom({
  source:
    'https://www.cooklawyers.co.uk/new-dfe-guidance-on-information-sharing-for-safeguarding-practitioners/ (DfE, 2024)',
  evidence: 'R',
});
const under13 = rulesFrom({ source: 'https://elearning.rcgp.org.uk/mod/book/view.php?id=15290', evidence: 'R' });
const act2021 = rulesFrom({
  source: 'https://www.kscmp.org.uk/guidance/domestic-abuse (Domestic Abuse Act 2021)',
  evidence: 'R',
});
const ours = rulesFrom({ source: 'Our own rule, after practice rules H2, H5 and H10', evidence: 'K' });

const HARMS = [
  'physical',
  'emotional',
  'sexual',
  'neglect',
  'domestic_abuse',
  'exploitation',
  'online',
  'fgm',
  'forced_marriage',
  'radicalisation',
] as const;
const ANY_HARM = anyYes(...HARMS, 'sexual_under_13', 'unborn', 'worried');

export const childSafeguarding: ToolDefinition = {
  ...shipped,
  code: 'child_safeguarding',
  kind: 'safeguarding',
  title: 'Child safeguarding',
  purpose:
    'For any worry about somebody under 18: the person in the talk, their child, or another. It sorts what is known for the safeguarding lead. It decides nothing and proves nothing; a worry is enough.',
  before: [
    'Listen. Do not question a child for details, and do not promise that nobody will be told.',
    'Say who has to know and why, unless that would put somebody in danger.',
    'Never tell or ask a parent before the lead has looked at it: the one who harms may be one.',
  ],
  source: 'Our own list, after the DfE’s seven rules for sharing information (2024) and practice rule H10',
  evidence: 'K',
  ages: EVERYBODY,
  qualification: 'safeguarding',
  groups: [
    { code: 'now', title: 'Now' },
    { code: 'harm', title: 'What may be happening' },
    { code: 'about', title: 'About the child' },
  ],
  topics: [
    yesNo('now', 'danger_now', 'A child is in danger at this moment'),
    yesNo('now', 'with_harmer', 'The child is with, or will soon be with, the one who may harm'),
    yesNo('harm', 'physical', 'Hurt physically'),
    yesNo('harm', 'emotional', 'Frightened, humiliated or rejected again and again'),
    yesNo('harm', 'sexual', 'Sexual abuse or exploitation', {
      sensitive: true,
      carries: [{ from: 'wrap_up', crimeTypes: ['child_sexual_abuse_recent', 'cse'], gives: { is: 'yes' } }],
    }),
    yesNo('harm', 'sexual_under_13', 'Sexual activity of any kind, and the child is under 13', { sensitive: true }),
    yesNo('harm', 'neglect', 'Not fed, clothed, looked after or taken to a doctor as a child needs'),
    yesNo('harm', 'domestic_abuse', 'Sees, hears or feels domestic abuse', {
      hint: 'A child who does is a victim in their own right.',
      carries: [{ from: 'tool', tool: 'domestic_abuse_risk', topic: 'children_in_home', only: 'yes' }],
    }),
    yesNo('harm', 'exploitation', 'Made to carry, sell, steal or work for others'),
    yesNo('harm', 'online', 'Groomed, threatened or pressed for images online', { sensitive: true }),
    yesNo('harm', 'fgm', 'Cutting of a girl (FGM), done or feared', {
      sensitive: true,
      carries: [{ from: 'wrap_up', crimeTypes: ['da_fgm'], gives: { is: 'yes' } }],
    }),
    yesNo('harm', 'forced_marriage', 'A marriage that is forced, or harm in the name of honour'),
    yesNo('harm', 'radicalisation', 'Drawn towards terrorism'),
    yesNo('harm', 'unborn', 'A baby is expected, and may be in danger once born'),
    yesNo('harm', 'worried', 'Nothing named, and the worry stays', {
      hint: 'Say in the note what makes you think so.',
    }),
    told('about', 'who', 'Which child, how old, and where', {
      sensitive: true,
      hint: 'Only what is known. Do not press for it.',
    }),
    told('about', 'who_harms', 'Who may harm, and how they reach the child', { sensitive: true }),
    yesNo('about', 'somebody_protects', 'Somebody near the child keeps the one who harms away'),
    yesNo('about', 'already_known', 'Children’s social care or the police know already', {
      hint: 'Known to them is no reason to leave it: what you know may be new.',
    }),
    told('about', 'childs_wish', 'What the child says that they want', { hint: 'In their words.' }),
    yesNo('about', 'telling_unsafe', 'Saying that we will share would put somebody in danger'),
  ],
  scoring: { kind: 'none' },
  rules: [
    ours(
      'danger_now',
      'A child is in danger at this moment.',
      [anyYes('danger_now')],
      { do: 'offer_emergency' },
      { do: 'alert_lead', when: 'now' },
      { do: 'open_concern', about: 'child' },
    ),
    under13(
      'sexual_under_13',
      'Sexual activity under 13 always goes to child protection.',
      [anyYes('sexual_under_13')],
      { do: 'alert_lead', when: 'now' },
      { do: 'open_concern', about: 'child' },
      { do: 'flag_pathway', flag: 'children_social_care' },
    ),
    sharing(
      'harm',
      'A child is or may be harmed. Agreement is not needed to share what is relevant.',
      [ANY_HARM],
      { do: 'alert_lead', when: 'today' },
      { do: 'open_concern', about: 'child' },
      { do: 'flag_pathway', flag: 'children_social_care' },
    ),
    ours(
      'with_harmer',
      'The child is, or will soon be, with the one who may harm.',
      [ANY_HARM, anyYes('with_harmer')],
      { do: 'alert_lead', when: 'now' },
    ),
    act2021(
      'domestic_abuse',
      'Children who see, hear or feel domestic abuse are victims.',
      [anyYes('domestic_abuse')],
      {
        do: 'advise',
        text: 'Look at the parent’s own risk as well. A meeting on high risk (MARAC) never replaces child protection.',
      },
    ),
    ours('telling_unsafe', 'Saying that we will share would put somebody in danger.', [anyYes('telling_unsafe')], {
      do: 'advise',
      text: 'Do not tell the person now. Note the reason; the lead decides how, and records why nobody was told.',
    }),
    ours('forced_marriage', 'One chance may be all there is.', [anyYes('forced_marriage', 'fgm')], {
      do: 'advise',
      text: 'Do not contact family or community, and do not use one of them to interpret. The lead decides today.',
    }),
  ],
  review: { afterDays: null, after: ['new_incident', 'change'] },
};
