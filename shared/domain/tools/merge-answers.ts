/**
 * Saved as you go, by more than one: answers are taken topic by topic, so two people who answer different topics both
 * stand. A topic that somebody else changed since it was read keeps theirs, and whoever came later is told so.
 */
import type { Answer } from './answers.ts';
import type { AnswerSource } from './history.ts';
import { sameAnswer } from './same-answer.ts';

export interface StandingTopic {
  readonly answer: Answer | null;
  readonly note: string | null;
  readonly source: AnswerSource;
  /** Counts the changes of this topic. */
  readonly revision: number;
  readonly agentId: string;
}

export interface AnswerInput {
  readonly topicId: string;
  readonly answer: Answer | null;
  readonly note: string | null;
  readonly source: AnswerSource;
  /** The revision of the topic that was on the screen; 0 where nobody had answered it. */
  readonly revision: number;
}

export type MergeVerdict = 'take' | 'same' | 'conflict';

export function judgeAnswer(standing: StandingTopic | null, input: AnswerInput, agentId: string): MergeVerdict {
  if (standing === null) return input.answer === null && input.note === null ? 'same' : 'take';
  const same =
    sameAnswer(standing.answer, input.answer) && standing.note === input.note && standing.source === input.source;
  if (same) return 'same';
  // One's own later word always counts: a second window of one person is no second opinion.
  return standing.revision === input.revision || standing.agentId === agentId ? 'take' : 'conflict';
}
