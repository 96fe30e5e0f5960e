import type { Answer } from '../../shared/domain/tools/answers.ts';
import { say } from '../ui/words.ts';
import { saveNow } from './save-as-you-go.ts';
import style from './topic-row.module.css';

export const WORDS_MAX = 2_000;

interface WordsProps {
  readonly assessmentId: string;
  readonly labelId: string;
  readonly answer: Answer | null;
  readonly disabled: boolean;
  readonly onWrite: (answer: Answer | null) => void;
}

/** An answer in words; emptied, the topic is unanswered again. */
export function AnswerWords({ assessmentId, labelId, answer, disabled, onWrite }: WordsProps) {
  return (
    <textarea
      className={style.told}
      rows={2}
      dir="auto"
      aria-labelledby={labelId}
      placeholder={say('topic.in_words')}
      maxLength={WORDS_MAX}
      readOnly={disabled}
      data-focus=""
      value={answer?.is === 'told' ? answer.text : ''}
      onChange={({ target: { value } }) => onWrite(value.trim() === '' ? null : { is: 'told', text: value })}
      onBlur={() => void saveNow(assessmentId)}
    />
  );
}
