import { describe, expect, test } from 'vitest';
import {
  type ActionSaid,
  actionFaults,
  groupOn,
  type PlanSaid,
  planFaults,
  reviewFaults,
} from '../../../shared/domain/plan-faults.ts';
import type { PlanGroup } from '../../../shared/reference/plan-groups.ts';

const TODAY = '2026-11-25';
const from = { label: 'A group', validFrom: '2026-11-01', source: 'this test', evidence: 'K' } as const;
const GROUPS: readonly PlanGroup[] = [
  { code: 'stalking', planKind: 'advocacy', role: 'isa', caseloadCap: 20, waitingList: true, ...from },
  { code: 'court', planKind: 'advocacy', role: 'court_advocate', caseloadCap: null, waitingList: false, ...from },
];
const plan: PlanSaid = {
  ...{ kind: 'long_term', group: null, leadId: 'a', startedOn: TODAY, reviewOn: '2027-01-10', waiting: false },
};
const faults = (given: Partial<PlanSaid>) => planFaults({ ...plan, ...given }, TODAY, GROUPS).map(({ path }) => path);

describe('a plan', () => {
  test.each<[string, Partial<PlanSaid>, string[]]>([
    ['as it should be', {}, []],
    ['of a kind that is not there', { kind: 'magic' }, ['kind']],
    ['of advocacy without a group', { kind: 'advocacy' }, ['group']],
    ['with a group that is no advocacy', { group: 'stalking' }, ['group']],
    ['that begins tomorrow', { startedOn: '2026-11-26' }, ['startedOn']],
    ['reviewed yesterday', { reviewOn: '2026-11-24' }, ['reviewOn']],
    ['reviewed in two years', { reviewOn: '2028-11-25' }, ['reviewOn']],
    ['of long without a review', { reviewOn: null }, ['reviewOn']],
    ['of short without a review', { kind: 'short_term', reviewOn: null }, []],
    ['with nobody who leads it', { leadId: null }, ['leadId']],
    ['that waits where nobody waits', { waiting: true }, ['waiting']],
    ['of therapy that waits, led by nobody yet', { kind: 'therapeutic', waiting: true, leadId: null }, []],
    ['that waits without a day to look', { kind: 'therapeutic', waiting: true, reviewOn: null }, ['reviewOn']],
  ])('%s', (_what, given, paths) => {
    expect(faults(given)).toEqual(paths);
  });

  test('of an advocacy group waits where that group has a waiting list, and nowhere else', () => {
    const waits = (group: string) => faults({ kind: 'advocacy', group, waiting: true, leadId: null });
    expect([waits('stalking'), waits('court'), waits('unknown')]).toEqual([[], ['waiting'], ['group', 'waiting']]);
  });

  test('keeps a review day that has passed while it is not changed', () => {
    const asked = { kind: 'long_term', reviewOn: '2026-11-20', waiting: false };
    expect(reviewFaults({ ...asked, wasOn: '2026-11-20' }, TODAY)).toEqual([]);
    expect(reviewFaults({ ...asked, wasOn: '2026-11-19' }, TODAY)).toHaveLength(1);
  });
});

test('a group is in force from its day on', () => {
  expect(groupOn(GROUPS, 'stalking', TODAY)?.role).toBe('isa');
  expect([groupOn(GROUPS, 'stalking', '2020-01-01'), groupOn(GROUPS, null, TODAY)]).toEqual([null, null]);
});

describe('an action', () => {
  const action: ActionSaid = { doer: 'us', who: null, dueOn: TODAY, dueTime: null, wasOn: null };
  const of = (given: Partial<ActionSaid>) => actionFaults({ ...action, ...given }, TODAY).map(({ path }) => path);

  test('of others says who, has a day for its time, and none that has passed unless it stood', () => {
    expect(of({})).toEqual([]);
    expect(of({ doer: 'others' })).toEqual(['who']);
    expect(of({ dueOn: null, dueTime: '10:00' })).toEqual(['dueOn']);
    expect(of({ dueOn: '2026-11-24' })).toEqual(['dueOn']);
    expect(of({ dueOn: '2026-11-24', wasOn: '2026-11-24' })).toEqual([]);
  });
});
