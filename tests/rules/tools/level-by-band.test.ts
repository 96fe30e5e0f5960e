/** What a band does to the level of its assessment: it raises, it never lowers, and it does not undo what two people decided. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelByBand } from '../../../server/assessments/level-by-band.ts';
import { RISK_LEVELS, type RiskLevel, rankOfLevel, type StandingLevel } from '../../../shared/domain/risk-level.ts';

const who = { agentId: 'ana', name: 'Ana' };
const band = fc.constantFrom<(RiskLevel | null)[]>(null, ...RISK_LEVELS);
const level = fc.constantFrom<StandingLevel>('not_assessed', ...RISK_LEVELS);

interface Doc {
  readonly level: StandingLevel;
  readonly settledBand: RiskLevel | null;
}

function moved(doc: Doc, given: RiskLevel | null, standing: StandingLevel = doc.level): Doc {
  const { change } = levelByBand(doc, { band: given, raiseTo: given, standing, who, at: 1 });
  return { level: change.level ?? doc.level, settledBand: change.settledBand ?? null };
}

describe('a band', () => {
  test('never lowers, whatever comes, and what it tells of a raise is a raise', () => {
    fc.assert(
      fc.property(level, band, band, level, (own, settledBand, given, standing) => {
        const doc = { level: own, settledBand };
        const made = levelByBand(doc, { band: given, raiseTo: given, standing, who, at: 1 });
        expect(rankOfLevel(made.change.level ?? own)).toBeGreaterThanOrEqual(rankOfLevel(own));
        if (made.level) expect(rankOfLevel(made.level.to)).toBeGreaterThan(rankOfLevel(made.level.from));
      }),
    );
  });

  test('without a lowering raises to itself', () => {
    fc.assert(
      fc.property(level, fc.constantFrom(...RISK_LEVELS), (own, given) => {
        const { level: now } = moved({ level: own, settledBand: null }, given);
        expect(rankOfLevel(now)).toBe(Math.max(rankOfLevel(own), rankOfLevel(given)));
      }),
    );
  });

  test('that two people knew when they lowered raises no more, until it falls and comes back', () => {
    const lowered: Doc = { level: 'medium', settledBand: 'high' };
    expect(moved(lowered, 'high').level).toBe('medium');
    expect(moved(moved(lowered, 'medium'), 'high').level).toBe('high');
    expect(moved(moved(lowered, null), 'high').level).toBe('high');
  });
});
