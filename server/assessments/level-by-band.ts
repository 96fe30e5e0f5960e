/**
 * How a band moves the level of its assessment: what a tool gives may raise, and never lowers. It raises what stands, which is
 * the case's level where there is a case. What two people knew when they lowered does not raise again; one more "yes" does.
 */
import { higherLevel, isAbove, type RiskLevel, type StandingLevel } from '../../shared/domain/risk-level.ts';
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { AssessmentChange, AssessmentDoc, AssessmentPerson, LevelChange, StoredAnswers } from './assessment.ts';

export interface BandGiven {
  readonly band: RiskLevel | null;
  /** What of it takes effect now: "high" at once, the rest when the assessment is finished. */
  readonly raiseTo: RiskLevel | null;
  /** What stands: of the case, where there is one. */
  readonly standing: StandingLevel;
  /** Whether a "yes" counts that nobody knew when the level was lowered. */
  readonly unsettled: boolean;
  readonly who: AssessmentPerson;
  readonly at: number;
}

export function levelByBand(
  { level: own, settledBand }: Pick<AssessmentDoc, 'level' | 'settledBand'>,
  { band, raiseTo, standing, unsettled, who, at }: BandGiven,
): { readonly change: AssessmentChange; readonly level?: LevelChange } {
  if (raiseTo === null) return { change: { band } };
  const wasKnown = settledBand !== null && !unsettled && !isAbove(raiseTo, settledBand);
  const raises = isAbove(raiseTo, own) || isAbove(raiseTo, standing);
  if (wasKnown || !raises) return { change: { band } };
  const from = isAbove(raiseTo, standing) ? standing : own;
  return {
    change: { band, level: higherLevel(own, raiseTo), levelBy: 'tool' },
    level: { from, to: raiseTo, by: 'tool', reason: null, who, approvedBy: null, at },
  };
}

/** Whether anything that the tool counts was answered with "yes" since two people lowered the level, or before anybody did. */
export function hasUnsettledYes({ scoring }: Pick<ToolDefinition, 'scoring'>, answers: StoredAnswers): boolean {
  if (scoring.kind === 'none') return false;
  return answers.some(
    ({ topicId, answer, settled }) => answer?.is === 'yes' && settled !== true && scoring.of.includes(topicId),
  );
}

/** Two people knew of every "yes" that stands. */
export function asSettled(answers: StoredAnswers): StoredAnswers {
  return answers.map((each) => (each.answer?.is === 'yes' ? { ...each, settled: true as const } : each));
}
