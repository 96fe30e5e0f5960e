/**
 * What somebody who came back can be told: of exactly what their words stand for, from what really went, on record before it is
 * shown; and whether they were told. Where a wrong word could cost most a lead lets it first (H13).
 */
import type { ToldOutcome } from '../../shared/domain/telling.ts';
import type { ToldReferral } from '../../shared/protocol/http/case-referrals.ts';
import type { Returned } from '../../shared/protocol/http/returns.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { transact } from '../platform/transaction.ts';
import type { Caller, Known, ReturningDeps } from './deps.ts';
import { waitsFor } from './list-returns.ts';
import { auditReturn, isOwn, mayBeShown, presentReturn, reachOwn, reachReturn } from './reach-return.ts';
import type { ReturnChange, ReturnDoc } from './returns.store.ts';
import { whenCasesRest } from './start-withdrawal.ts';

type Answer = Promise<Result<{ returned: Returned }>>;

export async function openReturn(
  deps: ReturningDeps,
  returnId: string,
  caller: Caller,
): Promise<Result<{ referrals: ToldReferral[] }>> {
  const reached = await reachOwn(deps, returnId, caller);
  if (!reached.ok) return reached;
  const { doc, known } = reached.value;
  if (!mayBeShown(reached.value, caller)) return fail('conflict', { reason: 'lead_first' });
  await auditReturn(deps, doc, caller, { action: 'return.open' });
  return ok({ referrals: [...(await deps.sharing.told(standsFor(doc, known)))] });
}

/** Words given in a conversation stand for that one; words of a case for the person, wherever else they are known. */
function standsFor({ caseId, conversationId }: ReturnDoc, { caseIds, conversationIds }: Known) {
  return caseId === null && conversationId !== null
    ? { caseIds: [], conversationIds: [conversationId] }
    : { caseIds, conversationIds };
}

export async function writeTold(deps: ReturningDeps, returnId: string, outcome: ToldOutcome, caller: Caller): Answer {
  const reached = await reachReturn(deps, await deps.returns.find(returnId), caller);
  if (reached === null || !isOwn(reached.doc, caller)) return fail('not_found');
  const { caseId } = reached.known;
  const written = await whenCasesRest(() =>
    transact(deps.database, async (session): Promise<Result<ReturnDoc>> => {
      const doc = await deps.returns.find(returnId, session);
      if (doc === null) return fail('not_found');
      if (doc.told !== null) return doc.told.outcome === outcome ? ok(doc) : fail('conflict', { reason: 'recorded' });
      const change = { told: { ...stepOf(deps, caller), outcome } };
      await deps.returns.changeIn(session, returnId, change);
      await auditReturn(deps, doc, caller, { action: 'return.told', meta: { outcome } }, session);
      const codes = { check: 'phrase', outcome };
      if (caseId !== null)
        await deps.people.happenedIn(session, caseId, { kind: 'told_what_was_shared', returnId, codes, caller });
      return ok({ ...doc, ...change });
    }),
  );
  if (!written.ok) return written;
  if (caseId !== null) deps.people.changed(caseId);
  return ok({ returned: await presentReturn(deps, { ...reached, doc: written.value }, caller) });
}

export async function releaseReturn(deps: ReturningDeps, returnId: string, caller: Caller): Answer {
  const reached = await reachReturn(deps, await deps.returns.find(returnId), caller);
  if (reached === null || !(await deps.people.mayDecide(reached.doc, caller)).ok) return fail('not_found');
  if (reached.doc.released === null && !(await waitsFor(deps, reached, caller)))
    return fail('conflict', { reason: 'not_needed' });
  const doc = await stepOnce(deps, reached.doc, caller, { released: stepOf(deps, caller) });
  return ok({ returned: await presentReturn(deps, { ...reached, doc }, caller) });
}

/** The notes of the earlier conversation come along: by this act alone, and for whoever has the new one after (H13). */
export async function linkReturn(deps: ReturningDeps, returnId: string, caller: Caller): Answer {
  const reached = await reachOwn(deps, returnId, caller);
  if (!reached.ok) return reached;
  const { doc } = reached.value;
  if (doc.talkId === null || doc.conversationId === null) return fail('conflict', { reason: 'nothing_to_link' });
  const linked = await stepOnce(deps, doc, caller, { linked: stepOf(deps, caller) });
  return ok({ returned: await presentReturn(deps, { ...reached.value, doc: linked }, caller) });
}

export function stepOf({ clock }: Pick<ReturningDeps, 'clock'>, { agentId, name }: Caller) {
  return { by: { agentId, name }, at: clock.now() };
}

/** Pressed twice, or by two, it is what the first did. */
async function stepOnce(
  deps: ReturningDeps,
  { _id }: ReturnDoc,
  caller: Caller,
  change: Pick<ReturnChange, 'released'> | Pick<ReturnChange, 'linked'>,
): Promise<ReturnDoc> {
  const action = 'released' in change ? 'return.release' : 'return.link';
  return transact(deps.database, async (session) => {
    const doc = await deps.returns.find(_id, session);
    if (doc === null) throw new Error('a return is never taken away while it is open');
    if (('released' in change ? doc.released : doc.linked) !== null) return doc;
    await deps.returns.changeIn(session, _id, change);
    await auditReturn(deps, doc, caller, { action }, session);
    return { ...doc, ...change };
  });
}
