/**
 * What became of the needs between two moments (D7). The person's own score leads and the worker's stands beside it; a
 * score that is missing at either end is "not known", which is not the same as no change.
 */
import type { Answers } from './answers.ts';
import type { ToolDefinition } from './tool-definition.ts';
import type { Topic } from './topic.ts';

export interface ScorePair {
  readonly start: number | null;
  readonly later: number | null;
  /** Below zero: less help is needed than at the start. Null unless both are there. */
  readonly change: number | null;
}

export interface NeedChange {
  readonly need: string;
  readonly person: ScorePair;
  readonly worker: ScorePair;
}

export interface NeedsOutcome {
  readonly needs: readonly NeedChange[];
  /** Shown beside every outcome: in how many needs the person scored at both moments, of how many. */
  readonly completion: { readonly both: number; readonly of: number };
}

export function needsOutcome(tool: Pick<ToolDefinition, 'topics'>, start: Answers, later: Answers): NeedsOutcome {
  const codes = [...new Set(tool.topics.filter((each) => each.rater !== undefined).map((each) => each.group))];
  const needs = codes.map((need) => ({
    need,
    person: pairOf(tool.topics, need, 'person', start, later),
    worker: pairOf(tool.topics, need, 'worker', start, later),
  }));
  return {
    needs,
    completion: { both: needs.filter((each) => each.person.change !== null).length, of: needs.length },
  };
}

function pairOf(
  topics: readonly Topic[],
  need: string,
  rater: NonNullable<Topic['rater']>,
  start: Answers,
  later: Answers,
): ScorePair {
  const id = topics.find((each) => each.group === need && each.rater === rater)?.id ?? '';
  const [first, last] = [rating(start, id), rating(later, id)];
  return { start: first, later: last, change: first === null || last === null ? null : last - first };
}

function rating(answers: Answers, topicId: string): number | null {
  const given = answers.get(topicId);
  return given?.is === 'rated' ? given.score : null;
}
