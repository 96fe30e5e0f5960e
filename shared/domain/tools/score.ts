/**
 * From answers to what they add up to. Unanswered and not known are counted as what they are, never as "no": while too
 * many lack an answer there is no band, unless the highest is reached already, which is said the moment it is (D4).
 */
import type { AgeBand } from '../../protocol/pre-chat.ts';
import { type RiskLevel, rankOfLevel } from '../risk-level.ts';
import { type Answers, answerTo } from './answers.ts';
import { applyRules, type FiredRule } from './apply-rules.ts';
import type { ToolDefinition } from './tool-definition.ts';
import { scaleMaxOf, type Topic } from './topic.ts';

export interface Counts {
  readonly total: number;
  /** With an answer other than "not known". */
  readonly answered: number;
  readonly yes: number;
  readonly no: number;
  readonly notKnown: number;
  readonly unanswered: number;
}

export interface ToolReading extends Counts {
  /** So many "yes" so far, or the sum once every topic of it is rated; null where the tool has no score. */
  readonly score: number | null;
  /** The sum that is shown beside it and does not count. */
  readonly beside: number | null;
  readonly band: RiskLevel | null;
  readonly whyNoBand: 'tool_has_none' | 'too_many_lack' | null;
  /** The band that it could still come to if what lacks an answer were "yes"; null where that changes nothing. */
  readonly couldReach: RiskLevel | null;
  readonly fired: readonly FiredRule[];
}

export function score(tool: ToolDefinition, answers: Answers, ageBand: AgeBand | null = null): ToolReading {
  const scored = scoredTopics(tool);
  const counts = countAnswers(scored, answers);
  const { band, whyNoBand, couldReach } = bandOf(tool, counts);
  const behindBand = scored.filter((each) => answerTo(each, answers)?.is === 'yes').map((each) => each.id);
  return {
    ...counts,
    ...sums(tool, answers, counts),
    band,
    whyNoBand,
    couldReach,
    fired: applyRules(tool, { answers, band, behindBand, ageBand }),
  };
}

/** The topics that count; all of them where nothing is scored. */
function scoredTopics({ topics, scoring }: ToolDefinition): readonly Topic[] {
  return scoring.kind === 'none' ? topics : topics.filter((each) => scoring.of.includes(each.id));
}

function countAnswers(topics: readonly Topic[], answers: Answers): Counts {
  const given = topics.map((topic) => answerTo(topic, answers)?.is ?? 'nothing');
  const count = (what: (typeof given)[number]) => given.filter((each) => each === what).length;
  const [notKnown, unanswered] = [count('not_known'), count('nothing')];
  return {
    total: topics.length,
    answered: topics.length - notKnown - unanswered,
    yes: count('yes'),
    no: count('no'),
    notKnown,
    unanswered,
  };
}

function sums(
  { topics, scoring }: ToolDefinition,
  answers: Answers,
  { yes }: Counts,
): Pick<ToolReading, 'score' | 'beside'> {
  if (scoring.kind !== 'sum') return { score: scoring.kind === 'count_yes' ? yes : null, beside: null };
  const sumOf = (ids: readonly string[]) =>
    sumOfAll(
      topics.filter((each) => ids.includes(each.id)),
      answers,
    );
  return { score: sumOf(scoring.of), beside: scoring.beside ? sumOf(scoring.beside) : null };
}

/** A sum of some would read as less need than there is, so it is all or nothing. */
function sumOfAll(topics: readonly Topic[], answers: Answers): number | null {
  let sum = 0;
  for (const topic of topics) {
    const given = answerTo(topic, answers);
    if (given?.is !== 'rated') return null;
    const turned = topic.answer.type === 'scale' && topic.answer.reversed === true;
    sum += turned ? scaleMaxOf(topic) - given.score : given.score;
  }
  return sum;
}

function bandOf({ bands }: ToolDefinition, counts: Counts): Pick<ToolReading, 'band' | 'whyNoBand' | 'couldReach'> {
  if (bands === null) return { band: null, whyNoBand: 'tool_has_none', couldReach: null };
  const at = (yes: number): RiskLevel | null =>
    bands.levels.reduce<RiskLevel | null>((reached, level) => (yes >= level.from ? level.band : reached), null);
  const band = at(counts.yes);
  if (band === bands.levels.at(-1)?.band) return { band, whyNoBand: null, couldReach: null };
  const lacking = counts.notKnown + counts.unanswered;
  const most = at(counts.yes + lacking);
  const couldReach = most !== null && band !== null && rankOfLevel(most) > rankOfLevel(band) ? most : null;
  return lacking > bands.lackingAtMost
    ? { band: null, whyNoBand: 'too_many_lack', couldReach }
    : { band, whyNoBand: null, couldReach };
}
