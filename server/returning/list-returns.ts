/** Who came back: of one chat, for who may read it; else those that are open to who checked them, and for leads those that wait for one. */
import { isLeadRole } from '../../shared/domain/permissions.ts';
import type { Returned } from '../../shared/protocol/http/returns.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Caller, ReturningDeps } from './deps.ts';
import { auditReturn, isOwn, presentReturn, type Reached, reachReturn } from './reach-return.ts';

const OF_A_TALK = 20;
const OPEN_AT_ONCE = 200;

export async function listReturns(
  deps: ReturningDeps,
  conversationId: string | null,
  caller: Caller,
): Promise<Result<{ returns: Returned[] }>> {
  if (conversationId !== null && !(await deps.people.mayReadTalk(conversationId, caller))) return fail('not_found');
  const found =
    conversationId === null
      ? await deps.returns.open(deps.clock.now(), OPEN_AT_ONCE)
      : await deps.returns.ofTalk(conversationId, OF_A_TALK);
  const returns: Returned[] = [];
  for (const doc of found) {
    const isMine = isOwn(doc, caller);
    if (conversationId === null && !isMine && !isLeadRole(caller.role)) continue;
    const reached = await reachReturn(deps, doc, caller);
    if (reached === null) continue;
    if (conversationId === null && !isMine && !(await waitsFor(deps, reached, caller))) continue;
    await auditReturn(deps, doc, caller, { action: 'return.read' });
    returns.push(await presentReturn(deps, reached, caller));
  }
  return ok({ returns });
}

/** A lead looks first, and this is one who may decide about this person. */
export async function waitsFor(
  { people }: Pick<ReturningDeps, 'people'>,
  { doc, telling }: Reached,
  caller: Caller,
): Promise<boolean> {
  if (telling.verdict !== 'lead_first' || doc.released !== null) return false;
  return (await people.mayDecide(doc, caller)).ok;
}
