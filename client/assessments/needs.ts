// What became of a need since the start, in words. A score that is missing at either end is not "no change" (D7).
import type { Answer } from '../../shared/domain/tools/answers.ts';
import type { Topic } from '../../shared/domain/tools/topic.ts';
import { say } from '../ui/words.ts';
import { type Filling, shownOn } from './filling.ts';

const ratingOf = (answer: Answer | null | undefined): number | null => (answer?.is === 'rated' ? answer.score : null);

function scoresOf({ id, group, rater }: Topic, filling: Filling): { start: number | null; now: number | null } {
  const need = filling.view.outcome?.needs.find((each) => each.need === group);
  const start = rater === undefined ? null : (need?.[rater].start ?? null);
  return { start, now: ratingOf(shownOn(filling, id)?.answer) };
}

/** Null at the start, where there is nothing to compare with yet. */
export function sayChange(topic: Topic, filling: Filling): string | null {
  if (filling.view.outcome === null) return null;
  const { start, now } = scoresOf(topic, filling);
  if (start === null) return say(now === null ? 'change.neither' : 'change.no_start');
  if (now === null) return say('change.no_later', { start });
  if (now === start) return say('change.same', { start });
  return say(now < start ? 'change.less' : 'change.more', { start, now, by: Math.abs(now - start) });
}

/** In how many needs the person gave a score at both moments; shown beside every outcome. */
export function completionOf(filling: Filling): { readonly both: number; readonly of: number } | null {
  if (filling.view.outcome === null) return null;
  const theirs = filling.view.definition.topics.filter((topic) => topic.rater === 'person');
  const both = theirs.filter((topic) => {
    const { start, now } = scoresOf(topic, filling);
    return start !== null && now !== null;
  });
  return { both: both.length, of: theirs.length };
}
