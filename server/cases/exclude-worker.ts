/** Somebody of the staff knows one of the people in a case: from then on it does not exist for them, and is never theirs. */
import { judgeExclusion } from '../../shared/domain/case-exclusion.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { Refused } from '../platform/refused.ts';
import { transact } from '../platform/transaction.ts';
import { againWhenMoved, changeCaseIn } from './change-case.ts';
import { conflictingCases } from './conflict-check.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { familyOf } from './family.ts';
import { keepOutIn } from './keep-out.ts';
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
      for (const each of family) {
        const excluded = await changeCaseIn(deps, session, { caseId: each, caller }, async (doc, _session, now) => {
          const refused = judgeExclusion(agentId, { staff, kept: doc.exclusions, teamId: doc.teamId });
          if (refused !== null) return fail('conflict', { reason: refused });
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
