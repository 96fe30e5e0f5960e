// How a topic is answered by buttons and by single keys: the same answers, so that neither can do what the other cannot.
import type { Answer } from '../../shared/domain/tools/answers.ts';
import { sameAnswer } from '../../shared/domain/tools/same-answer.ts';
import { scaleMaxOf, type Topic } from '../../shared/domain/tools/topic.ts';
import { say } from '../ui/words.ts';

export interface Option {
  /** Pressed while the topic has the focus. */
  readonly key: string;
  readonly label: string;
  readonly answer: Answer;
}

export function optionsOf(topic: Topic): readonly Option[] {
  return [...ownOptions(topic), { key: 'k', label: say('topic.not_known'), answer: { is: 'not_known' } }];
}

function ownOptions(topic: Topic): readonly Option[] {
  const { answer } = topic;
  switch (answer.type) {
    case 'yes_no':
      return [
        { key: 'y', label: say('topic.yes'), answer: { is: 'yes' } },
        { key: 'n', label: say('topic.no'), answer: { is: 'no' } },
      ];
    case 'scale':
      return scaleOptions(topic, answer);
    case 'choice':
      return answer.options.map(({ code, label }, index) => ({
        key: index < 9 ? String(index + 1) : '',
        label,
        answer: { is: 'chosen', options: [code] },
      }));
    case 'text':
      return [];
  }
}

/** Where two rate the same, what the ends mean stands once above; else it stands at the ends. The last of 0 to 10 has no key. */
function scaleOptions(topic: Topic, { low, high }: Extract<Topic['answer'], { type: 'scale' }>): Option[] {
  const max = scaleMaxOf(topic);
  const said = (score: number): string => {
    if (topic.rater !== undefined || (score > 0 && score < max)) return String(score);
    return `${score}: ${score === 0 ? low : high}`;
  };
  return Array.from({ length: max + 1 }, (_, score) => ({
    ...{ key: score < 10 ? String(score) : '', label: said(score), answer: { is: 'rated' as const, score } },
  }));
}

export function isChosen({ answer }: Option, given: Answer | null): boolean {
  if (answer.is === 'chosen' && given?.is === 'chosen') return given.options.includes(answer.options[0] ?? '');
  return given !== null && sameAnswer(answer, given);
}

/** A second press takes an answer away: the topic is unanswered again, which is not a no. */
export function afterPress({ answer: type }: Topic, option: Option, given: Answer | null): Answer | null {
  const { answer } = option;
  const chosen = isChosen(option, given);
  if (type.type === 'choice' && type.many && answer.is === 'chosen') {
    const before = given?.is === 'chosen' ? given.options : [];
    const [code = ''] = answer.options;
    const options = chosen ? before.filter((each) => each !== code) : [...before, code];
    return options.length === 0 ? null : { is: 'chosen', options };
  }
  return chosen ? null : answer;
}
