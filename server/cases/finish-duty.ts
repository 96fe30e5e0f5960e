/** What an age made somebody's duty was done (H10). A lead's is done by a lead; it is said what was done. */
import { findAgeDuty } from '../../shared/domain/age-change.ts';
import { isLeadRole } from '../../shared/domain/permissions.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { ageDueId, ageDutyOf } from './age-duties.ts';
import { changeCase, changedMeanwhile } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { presentRow } from './present-case.ts';
import { reachCase } from './reach-case.ts';
import { settledInFamily } from './settle-in-family.ts';

interface Finishing {
  readonly caseId: string;
  readonly duty: string;
  readonly revision: number;
  readonly said: string;
}

export async function finishDuty(
  deps: CasesDeps,
  { caseId, duty: code, revision, said }: Finishing,
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const duty = findAgeDuty(code);
  if (!duty) return fail('not_found');
  if (duty.to === 'safeguarding_lead' && !isLeadRole(caller.role)) return fail('conflict', { reason: 'needs_lead' });
  const changed = await changeCase(deps, caseId, caller, async (doc, session) => {
    if (doc.revision !== revision) return changedMeanwhile(doc.revision, null);
    if (!doc.due.some(({ dueId }) => ageDutyOf(dueId) === code)) return fail('conflict', { reason: 'not_due' });
    const event = { kind: 'duty_done', codes: { duty: code }, text: said };
    return ok({
      // Of the person, whichever of their cases it is due in.
      change: await settledInFamily(deps, session, doc, ageDueId(code)),
      action: 'case.duty_done',
      meta: { duty: code },
      event,
      value: null,
    });
  });
  return changed.ok ? ok({ row: await presentRow(deps, changed.value.doc) }) : changed;
}
