/** What changed in the answers, topic by topic: who changed it, when, and during which contact. */
import type { Answer } from './answers.ts';
import { sameAnswer } from './same-answer.ts';

export const ANSWER_SOURCES = ['victim', 'professional', 'police', 'carried'] as const;
export type AnswerSource = (typeof ANSWER_SOURCES)[number];

export interface Contact {
  readonly kind: 'conversation' | 'call' | 'meeting';
  /** The conversation or the call, where there is a record of it. */
  readonly id: string | null;
}

/** One answer as it was given; null takes an answer away, so that the topic is unanswered again. */
export interface GivenAnswer {
  readonly topicId: string;
  readonly answer: Answer | null;
  readonly note: string | null;
  readonly source: AnswerSource;
  readonly by: { readonly agentId: string; readonly name: string };
  readonly at: number;
  readonly contact: Contact | null;
}

export interface AnswerChange<G extends GivenAnswer = GivenAnswer> {
  readonly topicId: string;
  readonly before: G | null;
  readonly after: G;
}

/** From all that was ever given, oldest first, to the changes it made: a first answer has nothing before it. */
export function changesOf<G extends GivenAnswer>(given: readonly G[]): AnswerChange<G>[] {
  const standing = new Map<string, G>();
  return given.flatMap((after) => {
    const before = standing.get(after.topicId) ?? null;
    standing.set(after.topicId, after);
    return saysTheSame(before, after) ? [] : [{ topicId: after.topicId, before, after }];
  });
}

/** What stands after all that was given; a topic whose answer was taken away is not among them. */
export function standingAnswers<G extends GivenAnswer>(given: readonly G[]): G[] {
  const standing = new Map(given.map((each) => [each.topicId, each]));
  return [...standing.values()].filter((each) => each.answer !== null);
}

export interface AnswerDifference {
  readonly topicId: string;
  readonly before: Answer | null;
  readonly after: Answer | null;
}

/** Two fillings of one tool, such as before and after a new incident; topics in the order of the tool. */
export function differencesBetween(
  topicIds: readonly string[],
  before: ReadonlyMap<string, Answer>,
  after: ReadonlyMap<string, Answer>,
): AnswerDifference[] {
  return topicIds
    .map((topicId) => ({ topicId, before: before.get(topicId) ?? null, after: after.get(topicId) ?? null }))
    .filter((each) => !sameAnswer(each.before, each.after));
}

function saysTheSame(before: GivenAnswer | null, after: GivenAnswer): boolean {
  if (before === null) return after.answer === null && after.note === null;
  return sameAnswer(before.answer, after.answer) && before.note === after.note && before.source === after.source;
}
