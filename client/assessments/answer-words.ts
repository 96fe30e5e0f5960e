// An answer in words, the same in a row, in the history and behind a rule.
import type { Answer } from '../../shared/domain/tools/answers.ts';
import type { Topic } from '../../shared/domain/tools/topic.ts';
import { say } from '../ui/words.ts';

/** The publisher's words where the service has loaded them, else ours. */
export function sayTopic(topic: Topic | undefined): string {
  return topic?.licensedText ?? topic?.text ?? '';
}

export function sayAnswer(topic: Topic | undefined, answer: Answer | null): string {
  if (answer === null) return say('topic.unanswered');
  switch (answer.is) {
    case 'yes':
      return say('topic.yes');
    case 'no':
      return say('topic.no');
    case 'not_known':
      return say('topic.not_known');
    case 'rated':
      return say('topic.rated', { score: answer.score });
    case 'told':
      return answer.text;
    case 'chosen':
      return answer.options.map((code) => labelIn(topic, code)).join(', ');
  }
}

function labelIn(topic: Topic | undefined, code: string): string {
  const options = topic?.answer.type === 'choice' ? topic.answer.options : [];
  return options.find((option) => option.code === code)?.label ?? code.replaceAll('_', ' ');
}
