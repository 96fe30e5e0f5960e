/** Somebody of the staff knows one of the people in a case: from then on it does not exist for them, and is never theirs. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { transact } from '../platform/transaction.ts';
import { againWhenMoved } from './change-case.ts';
import { conflictingCases } from './conflict-check.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { familyOf } from './family.ts';
import { excludeIn } from './keep-out.ts';
import { reachCase } from './reach-case.ts';

interface Excluding {
  readonly caseId: string;
  readonly agentId: string;
  readonly reason: string;
}

/** Everybody of themselves; of others whoever answers for the case, and never of the last who do. */
export async function excludeWorker(
  deps: CasesDeps,
  { caseId, agentId, reason }: Excluding,
  caller: CaseCaller,
): Promise<Result<Record<string, never>>> {
  const action = agentId === caller.agentId ? 'case.write' : 'case.exclude';
  const reached = await reachCase(deps, action, caller, caseId);
  if (!reached.ok) return reached;
  const staff = await deps.staff.all(null);
  if (!staff.some((each) => each.agentId === agentId)) return fail('not_found');
  // The cases that were taken for one person are that person's: it is the same neighbour in each.
  const family = await familyOf(deps, reached.value);
  const outcome = await againWhenMoved(() =>
    transact<Result<Record<string, never>>>(deps.database, async (session) => {
      for (const each of family) await excludeIn(deps, session, { caseId: each, agentId, caller, staff, text: reason });
      return ok({});
    }),
  );
  if (outcome.ok)
    for (const each of family) {
      deps.changed(each);
      deps.conversations.tellKeptOut(each);
    }
  return outcome;
}

/** Which cases stand on the other side: for the coordinator and the lead, who decide what to do about it (H8). */
export async function listConflicts(deps: CasesDeps, caseId: string, caller: CaseCaller) {
  const reached = await reachCase(deps, 'case.conflicts', caller, caseId);
  if (!reached.ok) return reached;
  const actor = { id: caller.agentId, role: caller.role };
  await deps.audit.record({ actor, action: 'case.conflicts', target: { kind: 'case', id: caseId } });
  const found = await conflictingCases(deps, reached.value, caller);
  return ok({ conflicts: found.map(({ reference, owner }) => ({ reference, owner })) });
}
