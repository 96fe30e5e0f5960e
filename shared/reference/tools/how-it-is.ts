// A measure of our own for the start and the end of therapy (E7). It is no validated instrument: a service that holds a licence
// loads one, with its own scale and wording, and both stand beside each other.
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import type { Topic } from '../../domain/tools/topic.ts';
import { rulesFrom, shipped } from './build.ts';

const often = { type: 'scale', low: 'Not at all', high: 'All the time', max: 4 } as const;
const well = { type: 'scale', low: 'Not at all', high: 'Very well', max: 4, reversed: true } as const;

const asked = (id: string, text: string, answer: Topic['answer'] = often, more: Partial<Topic> = {}): Topic => ({
  ...{ id, group: 'two_weeks', text, answer },
  ...more,
});

const counted: readonly Topic[] = [
  asked('on_guard', 'Being tense, afraid or on guard'),
  asked('comes_back', 'What happened comes back, by day or in dreams'),
  asked('keeps_away', 'Keeping away from what brings it back'),
  asked('low', 'Feeling low, or without hope'),
  asked('sleep', 'Sleeping badly'),
  asked('alone', 'Feeling alone with it'),
  asked('day', 'How well they get through what the day asks of them', well),
  asked('can_do', 'How well they know what helps when it gets hard', well),
];

const ours = rulesFrom({ source: 'Our own rule, after the guide on suicide and self-harm', evidence: 'K' });

export const howItIsTool: ToolDefinition = {
  ...shipped,
  code: 'how_it_is',
  kind: 'measure',
  title: 'How it has been: start and end of therapy',
  purpose:
    'How the last two weeks were, in the person’s own numbers, before therapy and after it. It shows whether something changed for them. It grades nothing, finds no illness, and is no reason to give or to end help.',
  before: [
    'Say that it is about the last two weeks, and that there is no right number.',
    'Leave out what the person does not want to answer. Without all of them there is no score, and that is fine.',
  ],
  source: 'Our own; not a validated instrument. Load a licensed measure where your service holds one',
  evidence: 'K',
  ages: ['13_15', '16_17', 'adult', 'prefer_not_to_say'],
  qualification: null,
  moments: ['start', 'review', 'end'],
  groups: [{ code: 'two_weeks', title: 'The last two weeks' }],
  topics: [
    ...counted,
    asked('end_life', 'Thoughts of hurting themselves or of not wanting to live', often, { sensitive: true }),
  ],
  scoring: { kind: 'sum', of: counted.map(({ id }) => id) },
  rules: [
    ours(
      'end_life',
      'They have had thoughts of hurting themselves or of not wanting to live.',
      [{ kind: 'rated', of: ['end_life'], atLeast: 1 }],
      { do: 'offer_tool', tool: 'suicide_self_harm' },
      { do: 'advise', text: 'Ask about it now, before the session ends. Do not leave it to the next one.' },
    ),
  ],
  review: { afterDays: null, after: [] },
};
