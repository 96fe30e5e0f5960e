// The groups in which support is given. That a stalking and a hate crime advocate are paid for was read; caps and waiting
// lists are to be agreed, so no figure is made up for them.
import type { PlanGroup } from '../../../../shared/reference/plan-groups.ts';

const from = { validFrom: '2026-11-01', caseloadCap: null } as const;
const decision = {
  source: 'Record of decision OPCC.D.032.23: short and long term, therapeutic',
  evidence: 'R',
} as const;
const advocates = {
  source:
    'https://www.kent-pcc.gov.uk/what-we-do/commissioning/commissioning-annual-report/victim-service-contracts/ (2021/22)',
  evidence: 'R-',
} as const;

const group = (
  [code, label]: readonly [string, string],
  [planKind, role]: readonly [string, string],
  provenance: Pick<PlanGroup, 'source' | 'evidence'>,
  waitingList = false,
): PlanGroup => ({ code, label, planKind, role, waitingList, ...from, ...provenance });

export const kentPlanGroups: readonly PlanGroup[] = [
  group(['support_short', 'Support, short term'], ['short_term', 'support_worker'], decision),
  group(['support_long', 'Support, long term'], ['long_term', 'support_worker'], decision),
  group(['young_people', 'Young people'], ['long_term', 'young_people_worker'], decision),
  group(['stalking_advocacy', 'Stalking advocacy'], ['advocacy', 'isa'], advocates),
  group(['hate_crime_advocacy', 'Hate crime advocacy'], ['advocacy', 'hate_crime_advocate'], advocates),
  group(['therapy', 'Therapeutic support'], ['therapeutic', 'therapist'], decision, true),
];
