import { describe, expect, test } from 'vitest';
import {
  judgeDecision,
  judgeTake,
  WITHDRAWAL_CHECKS,
  WITHDRAWAL_STATES,
  withdrawalDueAt,
} from '../../../shared/domain/withdrawal-request.ts';
import { ROLES } from '../../../shared/protocol/desk.ts';

const her = { agentId: 'her' };
const taken = { state: 'taken' as const, takenBy: her, highRisk: false, under18: false };
const deciding = { agentId: 'her', role: 'agent', decision: 'withdrawn' as const, check: 'spoke_in_person' as const };

describe('a request that sharing stops', () => {
  test('is decided within the hour where the risk is high, within a day else', () => {
    expect(withdrawalDueAt(0, true)).toBe(3_600_000);
    expect(withdrawalDueAt(0, false)).toBe(86_400_000);
  });

  test('is taken by one, by name', () => {
    const dueAt = 1_000;
    const open = { state: 'open' as const, takenBy: null, dueAt };
    expect(judgeTake(open, { agentId: 'her', role: 'agent', from: null }, 0)).toBe('move');
    expect(judgeTake({ ...taken, dueAt }, { agentId: 'her', role: 'agent', from: null }, 0)).toBe('same');
    expect(judgeTake({ ...taken, dueAt }, { agentId: 'him', role: 'agent', from: 'her' }, dueAt)).toBe(
      'taken_by_another',
    );
    for (const state of ['withdrawn', 'continued'] as const)
      expect(judgeTake({ ...taken, state, dueAt }, { agentId: 'her', role: 'agent', from: null }, 0)).toBe('over');
  });

  test('goes from one to another only to a lead, or once it is late: it never waits for who is ill or may not decide', () => {
    const standing = { ...taken, dueAt: 1_000 };
    for (const role of ROLES) {
      const leads = role === 'supervisor' || role === 'safeguarding_lead';
      const verdict = judgeTake(standing, { agentId: 'him', role, from: 'her' }, 1_000);
      expect([role, verdict]).toEqual([role, leads ? 'move' : 'taken_by_another']);
      expect(judgeTake(standing, { agentId: 'him', role, from: 'her' }, 1_001)).toBe('move');
      // Two who press at once do not take it from each other.
      expect(judgeTake(standing, { agentId: 'him', role, from: null }, 1_001)).toBe('taken_by_another');
    }
  });

  test('is decided by who took it, once', () => {
    expect(judgeDecision(taken, deciding)).toBe('move');
    expect(judgeDecision({ ...taken, takenBy: null, state: 'open' }, deciding)).toBe('not_taken');
    expect(judgeDecision(taken, { ...deciding, agentId: 'him' })).toBe('taken_by_another');
    expect(judgeDecision({ ...taken, state: 'withdrawn' }, deciding)).toBe('same');
    expect(judgeDecision({ ...taken, state: 'continued' }, deciding)).toBe('over');
  });

  test('lets sharing go on only on their own word', () => {
    for (const check of WITHDRAWAL_CHECKS) {
      const verdict = judgeDecision(taken, { ...deciding, decision: 'continued', check });
      expect(verdict).toBe(check === 'could_not_reach' ? 'not_reached' : 'move');
    }
  });

  test('is taken back by nobody but a lead where nobody has reached them: it may not have been them', () => {
    for (const role of ROLES) {
      const leads = role === 'supervisor' || role === 'safeguarding_lead';
      const verdict = judgeDecision(taken, { ...deciding, role, check: 'could_not_reach' });
      expect([role, verdict]).toEqual([role, leads ? 'move' : 'lead_decides']);
    }
  });

  test.each([
    ['of high risk', { highRisk: true, under18: false }],
    ['of somebody under 18', { highRisk: false, under18: true }],
  ])('%s is decided by nobody but a lead, in either direction', (_what, who) => {
    for (const role of ROLES)
      for (const decision of ['withdrawn', 'continued'] as const)
        for (const state of WITHDRAWAL_STATES.slice(0, 2)) {
          const standing = { state, takenBy: her, ...who };
          const verdict = judgeDecision(standing, { ...deciding, role, decision, check: 'spoke_in_person' });
          const leads = role === 'supervisor' || role === 'safeguarding_lead';
          expect([role, verdict]).toEqual([role, leads ? 'move' : 'lead_decides']);
        }
  });
});
