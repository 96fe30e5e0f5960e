// Screening for stalking: 11 topics without a score. More "yes" means more danger, and each needs a note on what happened.
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import type { Topic } from '../../domain/tools/topic.ts';
import { anyYes, choice, EVERYBODY, rulesFrom, shipped, yesNo } from './build.ts';

const source = 'https://view.genial.ly/65d897e938d4ed00143480d3 and https://docest.com/doc/637366';
const rule = rulesFrom({ source, evidence: 'R-' });
const ours = rulesFrom({ source: 'Our own rule, after domain facts 2c and 12', evidence: 'K' });
const context = 'Note what happened, when, and how often.';
const asked = (id: string, text: string, more: Partial<Topic> = {}) =>
  yesNo('screening', id, text, { evidence: 'R-', hint: context, ...more });

/** In the order of the source. */
const screening: readonly Topic[] = [
  asked('frightened', 'They are very frightened', {
    carries: [
      { from: 'tool', tool: 'domestic_abuse_risk', topic: 'frightened', only: 'yes' },
      { from: 'pre_chat', field: 'inDanger', is: ['yes'], gives: { is: 'yes' } },
    ],
  }),
  asked('harassed_before', 'This person has harassed them or others before'),
  asked('damage', 'Things of theirs have been damaged or destroyed'),
  asked('turns_up', 'This person turns up without being asked more than three times a week'),
  asked('loiters', 'This person hangs about near their home, work or other places'),
  asked('threats', 'This person has threatened to hurt them, sexually or otherwise'),
  asked('third_parties', 'This person harasses others around them: family, friends, colleagues'),
  asked('violent_now', 'This person has been violent to anybody since this began'),
  asked('helpers', 'Others help this person, whether they know it or not'),
  asked('substances', 'This person drinks too much or takes drugs'),
  asked('violent_past', 'This person is known to have been violent in the past'),
];

const all = screening.map((each) => each.id);

export const stalkingScreening: ToolDefinition = {
  ...shipped,
  code: 'stalking_screening',
  kind: 'screening',
  title: 'Stalking: screening',
  purpose:
    'For behaviour that is fixated, obsessive, unwanted and repeated. Used from two incidents on, or at once where somebody is very frightened. There is no score and no threshold: every yes counts, and the notes say how.',
  before: [
    'Ask whether their phone, accounts or car could be read or tracked by this person before they write more.',
    'Say that they need not have answered, met or loved this person for it to be stalking.',
  ],
  source,
  evidence: 'R-',
  ages: EVERYBODY,
  qualification: 's_dash',
  groups: [
    { code: 'who', title: 'Who it is' },
    { code: 'screening', title: 'What happens' },
  ],
  topics: [
    choice(
      'who',
      'relationship',
      'Who this person is to them',
      [
        ['ex_partner', 'Former partner'],
        ['partner', 'Partner'],
        ['family', 'Family'],
        ['acquaintance', 'Acquaintance'],
        ['colleague', 'Colleague'],
        ['neighbour', 'Neighbour'],
        ['stranger', 'Stranger'],
        ['online_only', 'Known online only'],
        ['unknown', 'They do not know who it is'],
      ],
      { evidence: 'K' },
    ),
    ...screening,
  ],
  scoring: { kind: 'none' },
  rules: [
    rule('frightened', 'They are very frightened: reason enough by itself.', [anyYes('frightened')], {
      do: 'ask_judgement',
      level: 'high',
    }),
    rule(
      'violence',
      'There are threats or violence, now or in the past.',
      [anyYes('threats', 'violent_now', 'violent_past')],
      { do: 'ask_judgement', level: 'high' },
      { do: 'start_safety_plan' },
    ),
    rule(
      'several',
      'Several topics were answered with yes. There is no threshold: judge with the notes.',
      [{ kind: 'yes', of: [...all], atLeast: 3 }],
      { do: 'ask_judgement', level: 'high' },
      { do: 'alert_lead', when: 'today' },
    ),
    ours('advocate', 'What was named is stalking or may become it.', [anyYes(...all)], {
      do: 'flag_pathway',
      flag: 'stalking',
    }),
    ours(
      'partner_or_family',
      'This person is or was a partner, or is family: domestic abuse as well.',
      [{ kind: 'chosen', topic: 'relationship', anyOf: ['ex_partner', 'partner', 'family'] }],
      { do: 'offer_tool', tool: 'domestic_abuse_risk' },
    ),
  ],
  review: { afterDays: 30, after: ['new_incident', 'court', 'change'] },
};
