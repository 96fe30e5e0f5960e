/**
 * The therapist's own notes: written and read by the one who is named on the plan, and by nobody else, whatever their role
 * (E7). Naming another therapist does not open what was written before: only its author hands it on.
 */
import type { Relation } from '../../shared/domain/permissions.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import type { TherapistNote } from '../../shared/protocol/http/therapy.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, reachCase } from '../cases/index.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import { iso } from '../platform/ports.ts';
import { transact } from '../platform/transaction.ts';
import { changePlan, type OfPlan } from './change-plan.ts';
import type { PlansDeps } from './deps.ts';
import type { PlanDoc } from './plan.ts';
import type { TherapistNoteDoc } from './therapist-notes.store.ts';
import { workerOf } from './who-may.ts';

interface Where {
  readonly caseId: string;
  readonly planId: string;
}

/** `own` for the therapist named on the plan, as long as the case is theirs to read; nothing for anybody else. */
export async function therapistRelations(
  deps: PlansDeps,
  { caseId, planId }: Where,
  caller: CaseCaller,
): Promise<Relation[]> {
  return (await planOfTherapist(deps, { caseId, planId }, caller)) === null ? [] : ['own'];
}

async function planOfTherapist(
  deps: PlansDeps,
  { caseId, planId }: Where,
  caller: CaseCaller,
): Promise<PlanDoc | null> {
  const reached = await reachCase(deps.cases, 'case.read', caller, caseId);
  const plan = reached.ok ? await deps.plans.find(caseId, planId) : null;
  const theirs = plan?.doc.kind === 'therapeutic' && plan.doc.lead?.agentId === caller.agentId;
  return theirs ? plan.doc : null;
}

const SHOWN = 200;

export async function readNotes(
  deps: PlansDeps,
  where: Where,
  caller: CaseCaller,
): Promise<Result<{ notes: TherapistNote[] }>> {
  if ((await planOfTherapist(deps, where, caller)) === null) return fail('not_found');
  await deps.cases.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: 'therapy_note.read',
    target: { kind: 'plan', id: where.planId },
    meta: { caseId: where.caseId },
  });
  const docs = await deps.notes.readableBy(where.planId, caller.agentId, SHOWN);
  return ok({ notes: await Promise.all(docs.map((doc) => present(deps, doc))) });
}

interface Writing extends Where {
  readonly clientId: string;
  readonly sessionId: string | null;
  readonly text: string;
}

export async function addNote(
  deps: PlansDeps,
  input: Writing,
  caller: CaseCaller,
): Promise<Result<{ note: TherapistNote }>> {
  const { clientId, sessionId } = input;
  const plan = await planOfTherapist(deps, input, caller);
  if (plan === null) return fail('not_found');
  if (sessionId !== null && !plan.sessions.some((each) => each.sessionId === sessionId))
    return fail('bad_request', { issues: [{ path: 'sessionId', message: 'This session is not of this plan.' }] });
  return oncePerClientId({
    find: () => deps.notes.ofClientId(clientId),
    again: (first) => again(deps, first, input, caller),
    make: () => write(deps, input, caller),
  });
}

async function write(deps: PlansDeps, input: Writing, caller: CaseCaller): Promise<Result<{ note: TherapistNote }>> {
  const { caseId, planId, clientId, sessionId, text } = input;
  const by = { agentId: caller.agentId, name: caller.name };
  const at = deps.cases.clock.now();
  const doc = await deps.notes.seal(
    {
      ...{ _id: deps.cases.ids.uuid(), clientId, caseId, planId, sessionId, at, by, readers: [caller.agentId] },
      ...{ presumption: 'against_disclosure', purgeAt: null, legalHold: false },
    },
    text,
  );
  await transact(deps.cases.database, async (session) => {
    await deps.notes.insertIn(session, doc);
    const actor = { id: caller.agentId, role: caller.role };
    const meta = { caseId, noteId: doc._id };
    const target = { kind: 'plan', id: planId };
    await deps.cases.audit.record({ actor, action: 'therapy_note.write', target, meta }, session);
  });
  return ok({ note: await present(deps, doc) });
}

async function again(
  deps: PlansDeps,
  doc: TherapistNoteDoc,
  { planId, sessionId, text }: Writing,
  caller: CaseCaller,
): Promise<Result<{ note: TherapistNote }>> {
  if (doc.by.agentId !== caller.agentId || doc.planId !== planId) return fail('conflict');
  const note = await present(deps, doc);
  return note.text === text && note.sessionId === sessionId ? ok({ note }) : fail('conflict');
}

interface HandingOver extends OfPlan {
  readonly to: string;
  readonly withNotes: boolean;
}

export async function handOver(
  deps: PlansDeps,
  { to, withNotes, ...of }: HandingOver,
  caller: CaseCaller,
): Promise<Result<{ plan: Plan }>> {
  if ((await planOfTherapist(deps, of, caller)) === null) return fail('not_found');
  return changePlan(deps, of, caller, async ({ before: { doc }, of: inCase, session }) => {
    if (doc.lead?.agentId !== caller.agentId) return fail('not_found');
    const next = workerOf(inCase, to, 'to');
    if (!next.ok) return next;
    if (withNotes) await deps.notes.handOnIn(session, doc._id, caller.agentId, to);
    const codes = { to, notes: withNotes ? 'yes' : 'no' };
    return ok({ set: { lead: next.value }, action: 'plan.hand_over', event: 'therapy_handed_over', codes });
  });
}

async function present(deps: PlansDeps, doc: TherapistNoteDoc): Promise<TherapistNote> {
  const { _id: noteId, sessionId, by } = doc;
  return { noteId, sessionId, at: iso(doc.at), by, text: await deps.notes.textOf(doc) };
}
