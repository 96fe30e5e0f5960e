/**
 * How a band moves the level of its assessment: what a tool gives may raise, and never lowers. A band that two people knew
 * when they lowered the level does not raise it again; one that fell and came back, or a higher one, does.
 */
import { higherLevel, type RiskLevel, rankOfLevel, type StandingLevel } from '../../shared/domain/risk-level.ts';
import type { AssessmentChange, AssessmentDoc, AssessmentPerson, LevelChange } from './assessment.ts';

export interface BandGiven {
  readonly band: RiskLevel | null;
  /** What of it takes effect now: "high" at once, the rest when the assessment is finished. */
  readonly raiseTo: RiskLevel | null;
  /** What stands: of the case, where there is one. */
  readonly standing: StandingLevel;
  readonly who: AssessmentPerson;
  readonly at: number;
}

export function levelByBand(
  { level: own, settledBand }: Pick<AssessmentDoc, 'level' | 'settledBand'>,
  { band, raiseTo, standing, who, at }: BandGiven,
): { readonly change: AssessmentChange; readonly level?: LevelChange } {
  const fell = settledBand !== null && rankOfLevel(band ?? 'not_assessed') < rankOfLevel(settledBand);
  const settled = fell ? null : settledBand;
  const kept = { band, settledBand: settled };
  const floor = higherLevel(own, settled ?? 'not_assessed');
  if (raiseTo === null || rankOfLevel(raiseTo) <= rankOfLevel(floor)) return { change: kept };
  const from = rankOfLevel(standing) < rankOfLevel(raiseTo) ? standing : own;
  return {
    change: { ...kept, level: raiseTo, levelBy: 'tool' },
    level: { from, to: raiseTo, by: 'tool', reason: null, who, approvedBy: null, at },
  };
}
