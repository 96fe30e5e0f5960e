/** Who can lead a plan or do an action: somebody who works on the case, within the cap of an advocacy group. */

import { decide } from '../../shared/domain/permissions.ts';
import { groupOn } from '../../shared/domain/plan-faults.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, type CaseDoc, type CasePerson, relationsToCase } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { PlansDeps } from './deps.ts';

const MESSAGE = 'They do not work on this case. Have it given to them as well, then choose them.';

/** Null where nobody is named. */
export function workerOf(
  { owner, workers }: Pick<CaseDoc, 'owner' | 'workers'>,
  agentId: string | null,
  path: string,
): Result<CasePerson | null> {
  if (agentId === null) return ok(null);
  const found = [owner, ...workers].find((each) => each?.agentId === agentId);
  return found ? ok(found) : fail('bad_request', { issues: [{ path, message: MESSAGE }] });
}

interface Leading {
  readonly of: CaseDoc;
  readonly group: string | null;
  readonly lead: CasePerson | null;
  readonly caller: CaseCaller;
  readonly overCap: boolean;
  readonly today: string;
}

/** Above the cap only somebody who gives out cases may go, and says so. */
export async function roomFor(
  deps: PlansDeps,
  session: Session,
  { of, group, lead, caller, overCap, today }: Leading,
): Promise<Result<null>> {
  const cap = groupOn(deps.groups, group, today)?.caseloadCap ?? null;
  if (group === null || cap === null || lead === null) return ok(null);
  const caseload = await deps.plans.active(lead.agentId, group, session);
  if (caseload < cap) return ok(null);
  if (!overCap) return fail('conflict', { reason: 'caseload_full', caseload, cap });
  return decide('case.allocate', caller.role, relationsToCase(of, caller)) === 'allowed'
    ? ok(null)
    : fail('conflict', { reason: 'needs_coordinator', caseload, cap });
}
