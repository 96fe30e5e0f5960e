/**
 * Which proposals are there for somebody: what they proposed, and what is theirs to decide by kind, by team and by permission;
 * never what is about a case that does not exist for them (H8).
 */
import { type Relation, relationsFor } from '../../shared/domain/permissions.ts';
import { kindsDecidedBy } from '../../shared/domain/two-person.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { ApprovalDoc, ApprovalsStore, Tray } from './approvals.store.ts';

export type ApprovalCaller = Pick<StaffSession, 'agentId' | 'name' | 'role' | 'teamId'>;

export interface ReachDeps {
  readonly store: Pick<ApprovalsStore, 'find'>;
  /** Which of these cases do not exist for them, since they know somebody in it. */
  readonly barredFrom: (agentId: string, caseIds: readonly string[]) => Promise<ReadonlySet<string>>;
}

export function relationsTo({ proposedBy, teamId }: ApprovalDoc, by: ApprovalCaller): Relation[] {
  const mine = proposedBy.agentId === by.agentId;
  return [...(mine ? (['own'] as const) : []), ...(teamId === by.teamId ? (['team'] as const) : [])];
}

/** What stands in their list. */
export function trayOf({ agentId, role, teamId }: ApprovalCaller): Tray {
  const ofAll = relationsFor('approval.decide', role).includes('any');
  return { kinds: kindsDecidedBy(role), teamId: ofAll ? null : teamId, proposedBy: agentId };
}

function isThere(doc: ApprovalDoc, by: ApprovalCaller): boolean {
  const { kinds, teamId, proposedBy } = trayOf(by);
  if (doc.proposedBy.agentId === proposedBy) return true;
  return kinds.includes(doc.kind) && (teamId === null || doc.teamId === teamId);
}

/** What of these is not about a case that they must not know, whatever their role. */
export async function notBarred(
  { barredFrom }: Pick<ReachDeps, 'barredFrom'>,
  docs: readonly ApprovalDoc[],
  by: ApprovalCaller,
): Promise<ApprovalDoc[]> {
  const caseIds = docs.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]));
  const barred = await barredFrom(by.agentId, caseIds);
  return docs.filter(({ caseId }) => caseId === null || !barred.has(caseId));
}

export async function reachApproval(
  deps: ReachDeps,
  approvalId: string,
  by: ApprovalCaller,
): Promise<ApprovalDoc | null> {
  const doc = await deps.store.find(approvalId);
  const [reached = null] = doc && isThere(doc, by) ? await notBarred(deps, [doc], by) : [];
  return reached;
}
