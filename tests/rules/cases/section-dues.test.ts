import { describe, expect, it } from 'vitest';
import { withDue, withWait } from '../../../server/cases/due.ts';
import { withMirrored, withoutMirrored } from '../../../server/cases/mirrored.ts';
import { withCompensationDue, withRisk, withSectionDues } from '../../../server/cases/section-dues.ts';
import { NEVER_DUE } from '../../../shared/domain/case-sections.ts';
import { claimFactsOf } from '../../../shared/domain/compensation.ts';
import type { SectionBody } from '../../../shared/protocol/case-sections.ts';

const none = { due: [], riskAt: null };
const justice: SectionBody<'justice'> = {
  stages: [
    { stage: 'bail', on: '2026-07-01', note: null },
    { stage: 'reported', on: '2026-06-01', note: null },
  ],
  orders: [{ orderId: 'o1', kind: 'non_molestation', from: null, until: '2026-12-31', note: null }],
  compensation: { told: true, wish: null, appliedOn: null, deadline: '2028-06-01' },
};
const five = (day: string, hour: string) => Date.parse(`${day}T${hour}:00Z`);

describe('what a section makes due', () => {
  it('is another look at the risk on each day on which something changes, and when an order runs out', () => {
    const { due, nextDueAt } = withSectionDues(none, { justice });
    expect(due).toEqual([
      { dueId: 'justice:order:o1', kind: 'risk_due_again', at: five('2026-12-31', '17:00') },
      // Five in the afternoon in England, in summer an hour ahead of UTC.
      { dueId: 'justice:stage:bail:2026-07-01', kind: 'risk_due_again', at: five('2026-07-01', '16:00') },
    ]);
    expect(nextDueAt).toBe(five('2026-07-01', '16:00'));
  });

  it('is the last day of a claim, moved and taken away by what the sections say', () => {
    const facts = claimFactsOf({ person: { dateOfBirth: null }, incidents: { incidents: [] }, justice });
    const { due = [] } = withCompensationDue(none, facts, '2026-11-27');
    expect(due).toEqual([
      { dueId: 'justice:compensation', kind: 'compensation_deadline', at: five('2028-06-01', '16:00') },
    ]);
    expect(withCompensationDue({ due }, { ...facts, compensation: null }, '2026-11-27').due).toEqual([]);
  });

  it('goes with what made it, and leaves what others made', () => {
    const other = { dueId: 'action:1', kind: 'action', at: 5 } as const;
    const { due = [] } = withSectionDues({ due: [other], riskAt: null }, { justice });
    const after = withSectionDues({ due, riskAt: null }, { justice: { stages: [], orders: [], compensation: null } });
    expect(after).toEqual({ due: [other], nextDueAt: 5 });
  });

  it('has been done when the risk was judged after that day, and only what lay before it', () => {
    const { due = [] } = withSectionDues(none, { justice });
    const judged = five('2026-07-02', '09:00');
    const after = withRisk({ due }, 'high', judged);
    expect(after).toMatchObject({ risk: 'high', riskAt: judged });
    expect(after.due?.map(({ dueId }) => dueId)).toEqual(['justice:order:o1']);
    const again = withSectionDues({ due: [], riskAt: judged }, { justice });
    expect(again.due?.map(({ dueId }) => dueId)).not.toContain('justice:stage:bail:2026-07-01');
  });
});

describe('what is due', () => {
  it('stands once under its name, moved or taken away by it', () => {
    const first = withDue({ due: [] }, 'a', { kind: 'action', at: 9 });
    const moved = withDue({ due: first.due ?? [] }, 'a', { kind: 'action', at: 7 });
    expect(moved).toEqual({ due: [{ dueId: 'a', kind: 'action', at: 7 }], nextDueAt: 7 });
    expect(withDue({ due: moved.due ?? [] }, 'a', null)).toEqual({ due: [], nextDueAt: NEVER_DUE });
  });

  it('in a merged case is due in the case that it became part of, until they are taken apart', () => {
    const due = [{ dueId: 'a', kind: 'action', at: 3 } as const];
    const { waits = [] } = withWait({ waits: [] }, 'w', { for: 'others', since: 1 });
    const into = { due: [{ dueId: 'own', kind: 'plan_review' as const, at: 8 }], waits: [] };
    const judged = { riskAt: null };
    const merged = withMirrored({ ...into, ...judged }, { _id: 'c2', due, waits });
    expect(merged.nextDueAt).toBe(3);
    expect(merged.waits).toMatchObject([{ for: 'others' }]);
    const lists = { due: merged.due ?? [], waits: merged.waits ?? [] };
    expect(withMirrored({ ...lists, ...judged }, { _id: 'c2', due: [], waits: [] }).nextDueAt).toBe(8);
    expect(withoutMirrored(lists, 'c2')).toEqual({ ...into, nextDueAt: 8 });
  });
});
