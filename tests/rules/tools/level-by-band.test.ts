/** What a band does to a level: it raises, it never lowers, and two people who lowered knew what they knew and no more. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredAnswers } from '../../../server/assessments/assessment.ts';
import { asSettled, hasUnsettledYes, levelByBand } from '../../../server/assessments/level-by-band.ts';
import { RISK_LEVELS, type RiskLevel, rankOfLevel, type StandingLevel } from '../../../shared/domain/risk-level.ts';

const who = { agentId: 'ana', name: 'Ana' };
const band = fc.constantFrom<(RiskLevel | null)[]>(null, ...RISK_LEVELS);
const level = fc.constantFrom<StandingLevel>('not_assessed', ...RISK_LEVELS);

const given = (raiseTo: RiskLevel | null, standing: StandingLevel, unsettled: boolean) => ({
  ...{ band: raiseTo, raiseTo, standing, unsettled, who, at: 1 },
});

describe('a band', () => {
  test('never lowers, whatever comes, and what it tells of a raise is a raise', () => {
    fc.assert(
      fc.property(level, band, band, level, fc.boolean(), (own, settledBand, raiseTo, standing, unsettled) => {
        const made = levelByBand({ level: own, settledBand }, given(raiseTo, standing, unsettled));
        expect(rankOfLevel(made.change.level ?? own)).toBeGreaterThanOrEqual(rankOfLevel(own));
        if (made.level) expect(rankOfLevel(made.level.to)).toBeGreaterThan(rankOfLevel(made.level.from));
      }),
    );
  });

  test('raises a case that stands lower, whatever its own assessment stood at before', () => {
    fc.assert(
      fc.property(level, fc.constantFrom(...RISK_LEVELS), level, (own, raiseTo, standing) => {
        fc.pre(rankOfLevel(raiseTo) > rankOfLevel(standing));
        const made = levelByBand({ level: own, settledBand: null }, given(raiseTo, standing, true));
        expect(made.level).toMatchObject({ from: standing, to: raiseTo, by: 'tool' });
      }),
    );
  });

  test('that two people knew when they lowered raises no more by itself', () => {
    const lowered = { level: 'medium', settledBand: 'high' } as const;
    expect(levelByBand(lowered, given('high', 'medium', false)).level).toBeUndefined();
    expect(levelByBand(lowered, given('high', 'medium', true)).level).toMatchObject({ from: 'medium', to: 'high' });
  });

  test('above the one that they knew raises, also without a new yes: nothing had been graded then', () => {
    const lowered = { level: 'standard', settledBand: 'standard' } as const;
    expect(levelByBand(lowered, given('medium', 'standard', false)).level).toMatchObject({ to: 'medium' });
  });
});

describe('what two people knew', () => {
  const scoring = { kind: 'count_yes', of: ['a', 'b', 'c'] } as const;
  const counting = { scoring: { ...scoring, of: [...scoring.of] } };
  const yesTo = (...topics: string[]): StoredAnswers =>
    topics.map((topicId) => ({
      ...{ topicId, answer: { is: 'yes' as const }, note: null, source: 'victim' as const, origin: null },
      ...{ revision: 1, by: who, at: 1, contact: null },
    }));

  test('is every yes that stood; one more that counts is news, one beside the count is not', () => {
    const known = asSettled(yesTo('a', 'b'));
    expect(hasUnsettledYes(counting, known)).toBe(false);
    expect(hasUnsettledYes(counting, [...known, ...yesTo('c')])).toBe(true);
    expect(hasUnsettledYes(counting, [...known, ...yesTo('beside')])).toBe(false);
  });
});
