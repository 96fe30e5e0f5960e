/** Who may change a level of risk: nobody lowers one alone, whatever the order in which people and tools come. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  higherLevel,
  judgeLowering,
  judgeRiskChange,
  RISK_LEVELS,
  type RiskChange,
  type RiskLevel,
  rankOfLevel,
  type StandingLevel,
} from '../../../shared/domain/risk-level.ts';

const level = fc.constantFrom(...RISK_LEVELS);
const standing = fc.constantFrom<StandingLevel>('not_assessed', ...RISK_LEVELS);
const by = fc.constantFrom<RiskChange['by']>('tool', 'judgement');
const reason = fc.constantFrom('', '  ', 'He has a key again.');

describe('a change of the level of risk', () => {
  test.each([
    ['raising by judgement, with a reason, takes one person', 'standard', 'high', 'judgement', 'r', 'allowed'],
    ['a first level takes one person', 'not_assessed', 'standard', 'judgement', 'r', 'allowed'],
    ['raising by judgement needs a reason', 'standard', 'high', 'judgement', ' ', 'refused'],
    ['a tool raises', 'medium', 'high', 'tool', '', 'allowed'],
    ['a tool never lowers', 'high', 'standard', 'tool', 'r', 'refused'],
    ['lowering by judgement needs a second person', 'high', 'medium', 'judgement', 'r', 'needs_second_person'],
    ['lowering needs a reason before it goes to the second person', 'high', 'medium', 'judgement', '', 'refused'],
    ['what stands already is no change', 'high', 'high', 'judgement', 'r', 'refused'],
  ] as const)('%s', (_, from, to, who, why, verdict) => {
    expect(judgeRiskChange({ from, to, by: who, reason: why }).verdict).toBe(verdict);
  });

  test('is never allowed to one person or to a tool where it goes down', () => {
    fc.assert(
      fc.property(standing, level, by, reason, (from, to, who, why) => {
        const { verdict } = judgeRiskChange({ from, to, by: who, reason: why });
        if (verdict === 'allowed') expect(rankOfLevel(to)).toBeGreaterThan(rankOfLevel(from));
        if (verdict === 'needs_second_person') expect(why.trim()).not.toBe('');
      }),
    );
  });

  test('a level falls only by the yes of somebody else, to a fall from the level that stands', () => {
    const person = fc.constantFrom('ana', 'ben', 'caro');
    const step = fc.oneof(
      fc.record({ what: fc.constant('change' as const), who: person, to: level, by, reason }),
      fc.record({ what: fc.constant('decide' as const), who: person, nth: fc.nat(4) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let now: StandingLevel = 'not_assessed';
        const proposals: { from: RiskLevel; to: RiskLevel; proposedBy: string }[] = [];
        for (const each of steps) {
          const before: StandingLevel = now;
          if (each.what === 'change') {
            const { verdict } = judgeRiskChange({ from: now, to: each.to, by: each.by, reason: each.reason });
            if (verdict === 'allowed') now = each.to;
            if (verdict === 'needs_second_person' && now !== 'not_assessed') {
              proposals.push({ from: now, to: each.to, proposedBy: each.who });
            }
            expect(rankOfLevel(now)).toBeGreaterThanOrEqual(rankOfLevel(before));
          } else {
            const [proposal] = proposals.splice(each.nth, 1);
            if (
              !proposal ||
              judgeLowering(proposal, { decidedBy: each.who, standing: now, unknown: false }) !== 'lower'
            )
              continue;
            expect(each.who).not.toBe(proposal.proposedBy);
            expect(now).toBe(proposal.from);
            now = proposal.to;
          }
        }
      }),
    );
  });

  test('a yes given before the level was raised takes no effect', () => {
    const proposal = { from: 'medium', to: 'standard', proposedBy: 'ana' } as const;
    expect(judgeLowering(proposal, { decidedBy: 'ben', standing: 'high', unknown: false })).toBe('changed_meanwhile');
    expect(judgeLowering(proposal, { decidedBy: 'ana', standing: 'medium', unknown: false })).toBe('same_person');
    expect(judgeLowering(proposal, { decidedBy: 'ben', standing: 'medium', unknown: false })).toBe('lower');
    expect(judgeLowering(proposal, { decidedBy: 'ben', standing: 'medium', unknown: true })).toBe('changed_meanwhile');
  });

  test('of two levels the higher stands, in whatever order they come', () => {
    fc.assert(
      fc.property(standing, standing, (a, b) => {
        expect(higherLevel(a, b)).toBe(higherLevel(b, a));
        expect(rankOfLevel(higherLevel(a, b))).toBe(Math.max(rankOfLevel(a), rankOfLevel(b)));
      }),
    );
  });
});
