/** Somebody of the staff knows one of the people in a case: from then on it does not exist for them, and is never theirs. */
import { fail, ok, type Result } from '../../shared/result.ts';
import { Refused } from '../platform/refused.ts';
import { transact } from '../platform/transaction.ts';
import { againWhenMoved, changeCaseIn } from './change-case.ts';
import { conflictingCases } from './conflict-check.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { familyOf } from './family.ts';
import { keepOutIn } from './keep-out.ts';
import { isExcluded, reachCase } from './reach-case.ts';

export async function excludeWorker(
  deps: CasesDeps,
  { caseId, agentId, reason }: { readonly caseId: string; readonly agentId: string; readonly reason: string },
  caller: CaseCaller,
): Promise<Result<Record<string, never>>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  if ((await deps.staff.find(agentId)) === null) return fail('not_found');
  // The cases that were taken for one person are that person's: it is the same neighbour in each.
  const family = await familyOf(deps, reached.value);
  const outcome = await againWhenMoved(() =>
    transact<Result<Record<string, never>>>(deps.database, async (session) => {
      for (const each of family) {
        const excluded = await changeCaseIn(deps, session, { caseId: each, caller }, async (doc, _session, now) => {
          const change = await keepOutIn(deps, session, { doc, now }, [agentId]);
          const lost = doc.owner !== null && change.owner === null;
          const codes = lost ? { from: agentId, to: '' } : {};
          const event = { kind: 'worker_excluded', about: { kind: 'account', id: agentId }, codes, text: reason };
          return ok({ change, action: 'case.exclude', meta: { agentId, owner: lost }, event, value: null });
        });
        if (!excluded.ok) throw new Refused(excluded);
      }
      return ok({});
    }),
  );
  if (outcome.ok) for (const each of family) deps.changed(each);
  return outcome;
}

/** Which cases stand on the other side: for the coordinator and the lead, who decide what to do about it (H8). */
export async function listConflicts(deps: CasesDeps, caseId: string, caller: CaseCaller) {
  const reached = await reachCase(deps, 'case.conflicts', caller, caseId);
  if (!reached.ok) return reached;
  const actor = { id: caller.agentId, role: caller.role };
  await deps.audit.record({ actor, action: 'case.conflicts', target: { kind: 'case', id: caseId } });
  const met = await conflictingCases(deps, reached.value);
  const found = met.filter((each) => !isExcluded(each, caller.agentId));
  return ok({ conflicts: found.map(({ reference, owner }) => ({ reference, owner })) });
}
