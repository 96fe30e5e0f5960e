/** Somebody of the staff knows one of the people in a case: from then on it does not exist for them, and is never theirs. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { changeCase } from './change-case.ts';
import { conflictingCases } from './conflict-check.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { reachCase } from './reach-case.ts';

export async function excludeWorker(
  deps: CasesDeps,
  { caseId, agentId, reason }: { readonly caseId: string; readonly agentId: string; readonly reason: string },
  caller: CaseCaller,
): Promise<Result<Record<string, never>>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  if ((await deps.staff.find(agentId)) === null) return fail('not_found');
  const changed = await changeCase(deps, caseId, caller, async (doc) => {
    const change = {
      exclusions: [...new Set([...doc.exclusions, agentId])],
      owner: doc.owner?.agentId === agentId ? null : doc.owner,
      workers: doc.workers.filter((each) => each.agentId !== agentId),
    };
    const event = { kind: 'worker_excluded', about: { kind: 'account', id: agentId }, text: reason };
    return ok({ change, action: 'case.exclude', meta: { agentId }, event, value: null });
  });
  return changed.ok ? ok({}) : changed;
}

/** Which cases stand on the other side: for the coordinator and the lead, who decide what to do about it (H8). */
export async function listConflicts(deps: CasesDeps, caseId: string, caller: CaseCaller) {
  const reached = await reachCase(deps, 'case.conflicts', caller, caseId);
  if (!reached.ok) return reached;
  const actor = { id: caller.agentId, role: caller.role };
  await deps.audit.record({ actor, action: 'case.conflicts', target: { kind: 'case', id: caseId } });
  const found = await conflictingCases(deps, reached.value);
  return ok({ conflicts: found.map(({ reference, owner }) => ({ reference, owner })) });
}
