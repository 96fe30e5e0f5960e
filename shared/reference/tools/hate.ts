// Hate crime. Whether it was one is what the person, or anybody else, believes: no proof, no report and no membership of a
// group is asked for. What nobody is sure of is supported in the same way.
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import { hateStrands } from '../crime-types.ts';
import { aged, anyYes, choice, choices, EVERYBODY, rulesFrom, shipped, told, yesNo } from './build.ts';

const rule = rulesFrom({
  source:
    'https://www.askthe.police.uk/faq/?id=9dcb925e-339a-ec11-b400-6045bd0f1765 and https://www.cps.gov.uk/crime-info/hate-crime',
  evidence: 'R',
});
const ours = rulesFrom({ source: 'Our own rule', evidence: 'K' });
const strands = hateStrands.map(({ code, label }) => [code, label] as const);

export const hateTool: ToolDefinition = {
  ...shipped,
  code: 'hate_strands',
  kind: 'screening',
  title: 'Hate crime: strands',
  purpose:
    'What the person, or somebody else, believes it was about. Believing it is enough: nobody has to prove it, and what somebody was taken for counts as what they are.',
  before: ['Ask openly what they think it was about. Offer no strand of your own.'],
  source: 'https://www.cps.gov.uk/crime-info/hate-crime (five strands, by perception)',
  evidence: 'R',
  ages: EVERYBODY,
  qualification: null,
  groups: [
    { code: 'why', title: 'What it was about' },
    { code: 'pattern', title: 'Where and how often' },
  ],
  topics: [
    yesNo('why', 'because_of_who', 'Somebody believes that it was because of who they are, or were taken for', {
      carries: [
        { from: 'pre_chat', field: 'topic', is: ['because_of_who_i_am'], gives: { is: 'yes' } },
        { from: 'wrap_up', crimeTypes: ['hate_crime', 'hate_motivated_not_sure_if_crime'], gives: { is: 'yes' } },
      ],
    }),
    choices('why', 'strands', 'Strands: as many as apply', strands, {
      sensitive: true,
      hint: 'Only what they or somebody else has said. Do not ask whether it is true of them.',
    }),
    choices(
      'why',
      'other_strands',
      'Other hostility, not counted nationally',
      [
        ['age', 'Age'],
        ['sex_gender', 'Sex or gender'],
        ['sub_culture', 'Way of life or dress'],
        ['caste', 'Caste'],
      ],
      { sensitive: true, evidence: 'R-' },
    ),
    choices('why', 'believed_by', 'Who believes it', [
      ['person', 'The person it happened to'],
      ['witness', 'Somebody who was there'],
      ['family_or_friend', 'Family or a friend'],
      ['police', 'The police'],
      ['professional', 'Another professional'],
    ]),
    told('why', 'what_was_said', 'What was said or done that makes them think so', {
      hint: 'In their words, if they want to say it. It is not needed.',
    }),
    choice('why', 'sure', 'How sure they are that it was a crime', [
      ['crime', 'They think that it was'],
      ['not_sure', 'Not sure, or told that it was none'],
    ]),
    yesNo('pattern', 'repeated', 'It has happened more than once'),
    yesNo('pattern', 'near_home', 'It happens at home or near it'),
    yesNo('pattern', 'known', 'They know who does it'),
    yesNo('pattern', 'afraid_to_go_out', 'They have changed what they do because of it'),
  ],
  scoring: { kind: 'none' },
  rules: [
    rule('believed', 'Somebody believes it, which is enough.', [anyYes('because_of_who')], {
      do: 'flag_pathway',
      flag: 'hate_crime',
    }),
    rule(
      'a_strand',
      'At least one of the five monitored strands was named.',
      [{ kind: 'chosen', topic: 'strands', anyOf: strands.map(([code]) => code) }],
      { do: 'flag_pathway', flag: 'hate_crime' },
    ),
    ours('repeated', 'It goes on: they may be persistently targeted, which gives more rights.', [anyYes('repeated')], {
      do: 'advise',
      text: 'Look at the enhanced rights again. Keep a dated list of what happens.',
    }),
    ours(
      'known_and_near',
      'They know who does it, and it is near their home.',
      [anyYes('known'), anyYes('near_home')],
      {
        do: 'start_safety_plan',
      },
    ),
    ours(
      'disability',
      'Disability was named: they may need protection as an adult with needs for care.',
      [{ kind: 'chosen', topic: 'strands', anyOf: ['disability'] }],
      { do: 'offer_tool', tool: 'adult_safeguarding' },
    ),
    ours('under_16', 'They are under 16.', [aged('under_13', '13_15')], {
      do: 'advise',
      text: 'Do not ask about orientation or gender. Note a strand only if they speak of it themselves.',
    }),
  ],
  review: { afterDays: null, after: ['new_incident'] },
};
