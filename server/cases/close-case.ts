/**
 * Closes a case with a reason, and opens it again. "No contact" never closes a high-risk or under-18 case by itself: a lead
 * decides that (H17).
 */
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CaseDoc } from './case.ts';
import { changeCase, changedMeanwhile } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { presentRow } from './present-case.ts';
import { reachCase } from './reach-case.ts';

interface Closing {
  readonly caseId: string;
  readonly revision: number;
  readonly reason: string;
  readonly said: string;
}

const LEADS = ['safeguarding_lead', 'supervisor'];
const YOUNG = ['under_13', '13_15', '16_17'];

/** Whether only a lead may close it for this reason. */
export function needsLead({ risk, ageBand }: Pick<CaseDoc, 'risk' | 'ageBand'>, reason: string): boolean {
  return reason === 'no_contact' && (risk === 'high' || YOUNG.includes(ageBand ?? ''));
}

export async function closeCase(
  deps: CasesDeps,
  input: Closing,
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const { caseId, revision, reason, said } = input;
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  if (!deps.facts().closureReasons.includes(reason)) {
    const message = 'This is not a reason to close a case. Choose one of the list.';
    return fail('bad_request', { issues: [{ path: 'reason', message }] });
  }
  const changed = await changeCase(deps, caseId, caller, async (doc, _session, now) => {
    if (doc.revision !== revision) return changedMeanwhile(doc.revision, null);
    if (doc.state !== 'open') return fail('conflict', { reason: 'not_open' });
    if (needsLead(doc, reason) && !LEADS.includes(caller.role)) return fail('conflict', { reason: 'needs_lead' });
    const purgeAt = deps.purgeAt(doc, now);
    const change = { state: 'closed' as const, closedAt: now, closureReason: reason, purgeAt };
    const event = { kind: 'closed', codes: { reason }, text: said };
    return ok({ change, action: 'case.close', meta: { reason }, event, value: null });
  });
  return changed.ok ? ok({ row: await presentRow(deps, changed.value.doc) }) : changed;
}

export async function reopenCase(
  deps: CasesDeps,
  { caseId, revision, said }: Omit<Closing, 'reason'>,
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const reached = await reachCase(deps, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changed = await changeCase(deps, caseId, caller, async (doc) => {
    if (doc.revision !== revision) return changedMeanwhile(doc.revision, null);
    if (doc.state !== 'closed') return fail('conflict', { reason: 'not_closed' });
    const change = { state: 'open', closedAt: null, closureReason: null, purgeAt: null } as const;
    return ok({ change, action: 'case.reopen', event: { kind: 'reopened', text: said }, value: null });
  });
  return changed.ok ? ok({ row: await presentRow(deps, changed.value.doc) }) : changed;
}
