// A guide for talking about suicide and self-harm (H5): our own words, no score, no band. A plan, means or an act go to the
// lead at once; feelings alone stay private. It ends in a safety plan, never in a number.
import type { ToolDefinition } from '../../domain/tools/tool-definition.ts';
import { allNo, anyYes, EVERYBODY, rulesFrom, shipped, told, yesNo } from './build.ts';

const rule = rulesFrom({ source: 'Our own guide (practice rule H5); no published scale is used', evidence: 'K' });
const privacy = rulesFrom({
  source:
    'https://www.childline.org.uk (“The confidentiality of Childline”): suicidal feelings alone usually stay private',
  evidence: 'R',
});

export const suicideGuide: ToolDefinition = {
  ...shipped,
  code: 'suicide_self_harm',
  kind: 'guide',
  title: 'Suicide and self-harm: a guide for the talk',
  purpose:
    'To talk about it openly and find the next step together. It gives no score: nobody can tell from a form who will die. Asking about suicide does not put it into anybody’s head.',
  before: [
    'Stay. Slow down. Use the word suicide, and the words they use.',
    'If something has been done already, press the emergency key first and go on here afterwards.',
  ],
  source: 'Our own guide (practice rule H5)',
  evidence: 'K',
  ages: EVERYBODY,
  qualification: null,
  groups: [
    { code: 'now', title: 'Now' },
    { code: 'around', title: 'Who and what helps' },
  ],
  topics: [
    yesNo('now', 'thoughts_now', 'They think of ending their life, or of hurting themselves, now', {
      sensitive: true,
      hint: 'You could ask: “Are you thinking about suicide?”',
    }),
    yesNo('now', 'already_done', 'They have done something already', {
      sensitive: true,
      hint: 'Taken something, an injury, or begun. What, how much, and when: 999 will ask.',
    }),
    yesNo('now', 'plan', 'They have thought about how, where or when', { sensitive: true }),
    yesNo('now', 'means_near', 'What they would use is within reach', {
      sensitive: true,
      hint: 'Can it be put further away, or given to somebody, while you talk?',
    }),
    yesNo('now', 'alone', 'They are alone', { hint: 'Could somebody come, or be rung, whom they want to have there?' }),
    yesNo('around', 'before', 'They have tried before', { sensitive: true }),
    told('around', 'what_helped', 'What has helped before, or made it a little less', {
      hint: 'However small. It goes into the safety plan in their words.',
    }),
    told('around', 'who_knows', 'Who knows how they feel', {
      hint: 'If nobody: is there one person who could? Leave out numbers; those belong to the safe contacts.',
    }),
    told('around', 'next_hours', 'What would get them through the next hours', { sensitive: true }),
  ],
  scoring: { kind: 'none' },
  rules: [
    rule(
      'already_done',
      'Something has been done already.',
      [anyYes('already_done')],
      { do: 'offer_emergency' },
      { do: 'alert_lead', when: 'now' },
    ),
    rule('plan_or_means', 'There is a plan, or what they would use is within reach.', [anyYes('plan', 'means_near')], {
      do: 'alert_lead',
      when: 'now',
    }),
    rule('alone', 'They think of it and are alone.', [anyYes('thoughts_now', 'plan'), anyYes('alone')], {
      do: 'advise',
      text: 'Stay until somebody is with them or the next step is agreed. Nothing ends by itself here.',
    }),
    privacy(
      'feelings_alone',
      'They think of it, and said no to a plan, to means and to having done something.',
      [anyYes('thoughts_now'), allNo('plan', 'means_near', 'already_done')],
      { do: 'advise', text: 'Feelings alone stay private: nobody has to be told. Tell them so, and go on talking.' },
    ),
    rule(
      'safety_plan',
      'They think of it, or have tried before: end with a safety plan.',
      [anyYes('thoughts_now', 'already_done', 'plan', 'before')],
      { do: 'start_safety_plan' },
      { do: 'flag_pathway', flag: 'mental_health' },
    ),
  ],
  review: { afterDays: 7, after: ['new_incident', 'court', 'change'] },
};
