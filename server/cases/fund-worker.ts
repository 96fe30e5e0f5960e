/** Which grant pays for somebody's work: grants are returned apart, and who makes a case seldom knows by which it is paid. */
import { codeFaults, given } from '../../shared/domain/code-faults.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { transact } from '../platform/transaction.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';

interface Funding {
  readonly agentId: string;
  readonly fundingStream: string | null;
  /** What the caller read: set over something else it would undo what nobody here has seen. */
  readonly was: string | null;
}

export async function fundWorker(
  deps: Pick<CasesDeps, 'database' | 'staff' | 'facts' | 'audit'>,
  { agentId, fundingStream, was }: Funding,
  caller: CaseCaller,
): Promise<Result<Pick<Funding, 'fundingStream'>>> {
  const worker = await deps.staff.find(agentId);
  if (!worker) return fail('not_found');
  const stood = given('fundingStream', 'fundingStreams', worker.fundingStream);
  const issues = codeFaults(given('fundingStream', 'fundingStreams', fundingStream), deps.facts().codes, stood);
  if (issues.length > 0) return fail('bad_request', { issues });
  const funded = await transact(deps.database, async (session) => {
    if (!(await deps.staff.fund(session, agentId, fundingStream, was))) return false;
    const actor = { id: caller.agentId, role: caller.role };
    const target = { kind: 'agent', id: agentId };
    await deps.audit.record({ actor, action: 'worker.fund', target, meta: { fundingStream } }, session);
    return true;
  });
  if (funded) return ok({ fundingStream });
  const now = (await deps.staff.find(agentId))?.fundingStream ?? null;
  return fail('conflict', { reason: 'changed_meanwhile', fundingStream: now });
}
