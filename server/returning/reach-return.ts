/** A return as it is there for somebody of the staff: for who checked it, for a lead where a lead looks first, and (H8) never for who knows them. */

import { isLeadRole } from '../../shared/domain/permissions.ts';
import { judgeTelling, type Telling } from '../../shared/domain/telling.ts';
import type { Returned } from '../../shared/protocol/http/returns.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { thereForOne } from '../kept-out/index.ts';
import { iso } from '../platform/ports.ts';
import type { Caller, Known, ReturningDeps, Subject } from './deps.ts';
import type { ReturnDoc } from './returns.store.ts';

export interface Reached {
  readonly doc: ReturnDoc;
  readonly known: Known;
  readonly telling: Telling;
}

/** What is known of whoever the words stand for, where it is there for this caller. */
export async function knownFor(deps: ReturningDeps, subject: Subject, caller: Caller): Promise<Known | null> {
  const { caseId, conversationId } = subject;
  const known = await deps.people.knownOf({ caseId, conversationId });
  return thereForOne(deps.keptOut, known, caller.agentId, ({ caseIds }) => ({
    ...{ caseId, conversationId, otherCaseIds: caseIds },
  }));
}

export async function reachReturn(
  deps: ReturningDeps,
  found: ReturnDoc | null,
  caller: Caller,
): Promise<Reached | null> {
  const known = found === null ? null : await knownFor(deps, found, caller);
  if (found === null || known === null) return null;
  const sharingStopped = (await deps.requests.openAbout(known)) !== null;
  const { saidNotSafe, restored = false } = found;
  return { doc: found, known, telling: judgeTelling({ ...known, sharingStopped, saidNotSafe, restored }) };
}

/** Of who checked it, for as long as one talk may take; who comes again is checked anew. */
export async function reachOwn(deps: ReturningDeps, returnId: string, caller: Caller): Promise<Result<Reached>> {
  const reached = await reachReturn(deps, await deps.returns.find(returnId), caller);
  if (reached === null || !isOwn(reached.doc, caller)) return fail('not_found');
  return deps.clock.now() < reached.doc.openUntil ? ok(reached) : fail('conflict', { reason: 'over' });
}

export function isOwn({ checkedBy }: ReturnDoc, { agentId }: Caller): boolean {
  return checkedBy.agentId === agentId;
}

/** Where a lead looks first, it is shown to a lead, or once one has let it. */
export function mayBeShown({ doc, telling }: Reached, { role }: Caller): boolean {
  return telling.verdict !== 'lead_first' || doc.released !== null || isLeadRole(role);
}

export async function mayReadNotes(deps: ReturningDeps, { doc }: Reached, caller: Caller): Promise<boolean> {
  if (doc.conversationId === null) return false;
  if (isOwn(doc, caller) && deps.clock.now() < doc.openUntil) return true;
  return doc.linked !== null && doc.talkId !== null && deps.people.mayReadTalk(doc.talkId, caller);
}

export async function presentReturn(deps: ReturningDeps, reached: Reached, caller: Caller): Promise<Returned> {
  const { doc, known, telling } = reached;
  const { told, linked, released } = doc;
  const open = isOwn(doc, caller) && deps.clock.now() < doc.openUntil;
  const mayReadCase = known.caseId !== null && (await deps.people.mayReadCase(known.caseId, caller));
  return {
    ...{ returnId: doc._id, checkedBy: doc.checkedBy, checkedAt: iso(doc.checkedAt), openUntil: iso(doc.openUntil) },
    ...{ conversationId: doc.talkId, of: doc.caseId === null ? 'conversation' : 'case', givenAt: iso(doc.givenAt) },
    caseId: mayReadCase ? known.caseId : null,
    telling: { verdict: telling.verdict, reasons: [...telling.reasons] },
    releasedBy: released?.by ?? null,
    mayOpen: open && mayBeShown(reached, caller),
    told: told === null ? null : { outcome: told.outcome, at: iso(told.at), by: told.by.name },
    linked: linked === null ? null : { at: iso(linked.at), by: linked.by.name },
    mayReadNotes: await mayReadNotes(deps, reached, caller),
  };
}

export async function auditReturn(
  { audit }: Pick<ReturningDeps, 'audit'>,
  { _id }: Pick<ReturnDoc, '_id'>,
  { agentId, role }: Caller,
  { action, meta = {} }: { readonly action: string; readonly meta?: Readonly<Record<string, string>> },
  session?: Parameters<ReturningDeps['audit']['record']>[1],
): Promise<void> {
  await audit.record({ actor: { id: agentId, role }, action, target: { kind: 'return', id: _id }, meta }, session);
}
