/**
 * How a level of risk may change. Whoever works with the person may raise it alone, with a reason; lowering takes a reason
 * and a second person, because many later deaths had been graded too low. What a tool gives may raise and never lowers.
 * There is no level below "standard", and none of them means that a person is out of danger.
 */
export const RISK_LEVELS = ['standard', 'medium', 'high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** What stands on a record: a level, or that nobody has assessed it yet. */
export type StandingLevel = RiskLevel | 'not_assessed';

/** `not_assessed` ranks lowest, so that any first level is a raise. */
export function rankOfLevel(level: StandingLevel): number {
  return level === 'not_assessed' ? 0 : RISK_LEVELS.indexOf(level) + 1;
}

/** The higher of two: what a tool gives can only lift what stands. */
export function higherLevel<A extends StandingLevel, B extends StandingLevel>(a: A, b: B): A | B {
  return rankOfLevel(b) > rankOfLevel(a) ? b : a;
}

export function isAbove(level: StandingLevel, other: StandingLevel): boolean {
  return rankOfLevel(level) > rankOfLevel(other);
}

export interface RiskChange {
  readonly from: StandingLevel;
  readonly to: RiskLevel;
  readonly by: 'tool' | 'judgement';
  /** In the words of whoever decides; a tool has its answers instead. */
  readonly reason?: string;
}

export type RiskVerdict =
  | { readonly verdict: 'allowed' }
  | { readonly verdict: 'needs_second_person' }
  | { readonly verdict: 'refused'; readonly why: 'unchanged' | 'reason_missing' | 'tool_never_lowers' };

export function judgeRiskChange({ from, to, by, reason = '' }: RiskChange): RiskVerdict {
  const step = rankOfLevel(to) - rankOfLevel(from);
  if (step === 0) return { verdict: 'refused', why: 'unchanged' };
  if (by === 'tool') return step > 0 ? { verdict: 'allowed' } : { verdict: 'refused', why: 'tool_never_lowers' };
  if (reason.trim() === '') return { verdict: 'refused', why: 'reason_missing' };
  return step > 0 ? { verdict: 'allowed' } : { verdict: 'needs_second_person' };
}

export interface ProposedLowering {
  readonly from: RiskLevel;
  readonly to: RiskLevel;
  readonly proposedBy: string;
}

export type LoweringVerdict = 'lower' | 'same_person' | 'changed_meanwhile';

export interface LoweringNow {
  readonly decidedBy: string;
  readonly standing: StandingLevel;
  /** Something speaks for danger now that the proposal did not name. */
  readonly unknown: boolean;
}

/**
 * Whether a second person's yes takes effect. It was given to a fall from one level to another and to the answers that stood
 * beside it: if the level was raised in between, or more was answered that speaks for danger, this yes did not know it.
 */
export function judgeLowering(
  proposal: ProposedLowering,
  { decidedBy, standing, unknown }: LoweringNow,
): LoweringVerdict {
  if (decidedBy === proposal.proposedBy) return 'same_person';
  return standing === proposal.from && !unknown ? 'lower' : 'changed_meanwhile';
}
