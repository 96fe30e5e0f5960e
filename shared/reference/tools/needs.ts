// Needs in the eight categories of the commissioning framework, each scored by the person and by the worker at the start,
// at a review and at the end. The person's own score leads (D7).
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import type { Topic } from '../../domain/tools/topic.ts';
import { needs } from '../needs.ts';
import { EVERYBODY, rulesFrom, shipped } from './build.ts';

const ASKS: Readonly<Record<string, string>> = {
  mental_physical_health: 'How they feel in body and mind, how they sleep, injuries, medicine and treatment',
  shelter_accommodation: 'Where they live, and whether they can stay there without being afraid',
  family_friends_children: 'How those close to them are, and who stands by them',
  education_skills_employment: 'How school, training or work goes on',
  drugs_alcohol: 'Whether drink or drugs have become a way to get through',
  finance_benefits: 'Whether there is enough to live on, debts, losses from the crime, benefits',
  outlook_attitudes: 'How they look ahead, what they trust, how they think of themselves',
  social_interactions: 'Whether they go out, meet people and take part as they would like',
};

const scale = { type: 'scale', low: 'No help needed', high: 'Cannot manage without help' } as const;

const scored = (need: string, rater: 'person' | 'worker'): Topic => ({
  id: `${need}.${rater}`,
  group: need,
  text: rater === 'person' ? (ASKS[need] ?? need) : 'As the support worker sees it',
  answer: scale,
  rater,
  ...(rater === 'person' ? { hint: 'Ask what number they would give, and what would move it by one.' } : {}),
});

const codes = needs.map((each) => each.code);
const rule = rulesFrom({
  source: 'Our own rule: a need that is great is met before it is measured again',
  evidence: 'K',
});

export const needsTool: ToolDefinition = {
  ...shipped,
  code: 'needs',
  kind: 'needs',
  title: 'Needs',
  purpose:
    'What would help, in eight parts of life, and whether it changed. The person’s own score leads; the worker’s stands beside it. A score that is missing is not “no change”.',
  before: [
    'See to safety first: needs are scored at the start only after that.',
    'Leave out what the person does not want to talk about. Nothing depends on a full set.',
  ],
  source:
    'Categories: Victims Services Commissioning Framework, Ministry of Justice, May 2013; scale from 0 to 5 and both views: our own',
  evidence: 'R-',
  ages: EVERYBODY,
  qualification: null,
  moments: ['start', 'review', 'end'],
  groups: needs.map(({ code, label }) => ({ code, title: label })),
  topics: codes.flatMap((need) => [scored(need, 'person'), scored(need, 'worker')]),
  scoring: {
    kind: 'sum',
    of: codes.map((need) => `${need}.person`),
    beside: codes.map((need) => `${need}.worker`),
  },
  rules: [
    rule(
      'great_need',
      'At least one need was scored 4 or 5.',
      [{ kind: 'rated', of: codes.flatMap((need) => [`${need}.person`, `${need}.worker`]), atLeast: 4 }],
      { do: 'advise', text: 'Put an action for each of these needs into the plan, with who does it and by when.' },
    ),
    rule(
      'great_need_of_health',
      'Health was scored 4 or 5.',
      [{ kind: 'rated', of: ['mental_physical_health.person', 'mental_physical_health.worker'], atLeast: 4 }],
      { do: 'flag_pathway', flag: 'mental_health' },
      { do: 'offer_tool', tool: 'suicide_self_harm' },
    ),
    rule(
      'great_need_of_shelter',
      'Where they live was scored 4 or 5: they may be in danger at home.',
      [{ kind: 'rated', of: ['shelter_accommodation.person', 'shelter_accommodation.worker'], atLeast: 4 }],
      { do: 'advise', text: 'Ask whether they can stay there without being afraid, and what would have to change.' },
    ),
  ],
  review: { afterDays: 90, after: ['new_incident', 'change'] },
};
