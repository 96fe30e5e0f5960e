/** Books a call-back, or gives it another time: inside safe times only, for somebody who works on the case. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { holdsContactDetail } from '../../shared/domain/safe-contact.ts';
import type { Callback, callbackRoutes } from '../../shared/protocol/http/callbacks.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type CaseCaller,
  type CaseDoc,
  caseThatStays,
  changeCase,
  changedMeanwhile,
  reachCase,
  withDue,
} from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import { isoOrNull } from '../platform/ports.ts';
import { judgeCallback } from './callback-gate.ts';
import type { CallbackChange, CallbackDoc } from './callbacks.store.ts';
import { gatedOf } from './contact.ts';
import type { ContactsDeps } from './deps.ts';
import { homeOfCallback } from './home-of-callback.ts';
import { personAtGate } from './person-at-gate.ts';
import { presentCallbacks } from './present-callback.ts';

type Booking = z.infer<typeof callbackRoutes.book.body> & { readonly caseId: string };
type Moving = z.infer<typeof callbackRoutes.move.body> & { readonly caseId: string; readonly callbackId: string };
type Booked = Promise<Result<{ callback: Callback }>>;

export function callbackName(callbackId: string): string {
  return `callback:${callbackId}`;
}

export async function bookCallback(deps: ContactsDeps, input: Booking, caller: CaseCaller): Booked {
  const reached = await reachCase(deps.cases, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  return oncePerClientId({
    find: () => deps.callbacks.ofClientId(input.clientId),
    again: (first) => again(deps, first, input, reached.value),
    make: () => book(deps, input, caller),
  });
}

async function book(deps: ContactsDeps, input: Booking, caller: CaseCaller): Booked {
  const { caseId, clientId, note } = input;
  const by = { agentId: caller.agentId, name: caller.name };
  const _id = deps.cases.ids.uuid();
  const sealedNote = await deps.callbacks.seal({ _id, caseId }, note);
  const made = await changeCase(deps.cases, caseId, caller, async (of, session, now) => {
    if (of.state === 'merged') return fail('conflict', { reason: 'merged' });
    const fits = await slotOf(deps, session, { of, slot: input, now });
    if (!fits.ok) return fits;
    const doc: CallbackDoc = {
      ...{ _id, clientId, caseId, revision: 1, ...fits.value, state: 'booked', outcome: null, note: sealedNote },
      ...{ bookedBy: by, purgeAt: null, legalHold: false },
    };
    await deps.callbacks.insertIn(session, doc);
    return ok({ ...(await standing(deps, session, { of, doc, now })), ...told('callback_booked', doc), value: doc });
  });
  return made.ok ? shown(deps, made.value.value, made.value.doc) : made;
}

export async function moveCallback(deps: ContactsDeps, input: Moving, caller: CaseCaller): Booked {
  const { callbackId, revision, note } = input;
  const reached = await reachCase(deps.cases, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  const caseId = await homeOfCallback(deps, input);
  const sealedNote = await deps.callbacks.seal({ _id: callbackId, caseId }, note);
  const moved = await changeCase(deps.cases, caseId, caller, async (of, session, now) => {
    const before = await deps.callbacks.find([caseId], callbackId, session);
    if (!before) return fail('not_found');
    if (before.state !== 'booked') return fail('conflict', { reason: 'over' });
    if (before.revision !== revision) return changedMeanwhile(before.revision, null);
    const fits = await slotOf(deps, session, { of, slot: input, now });
    if (!fits.ok) return fits;
    const doc = await deps.callbacks.changeIn(session, before, { ...fits.value, note: sealedNote });
    if (!doc) return changedMeanwhile(revision, null);
    return ok({ ...(await standing(deps, session, { of, doc, now })), ...told('callback_moved', doc), value: doc });
  });
  return moved.ok ? shown(deps, moved.value.value, moved.value.doc) : moved;
}

interface Slot {
  readonly contactId: string;
  readonly at: string;
  readonly minutes: number;
  readonly assigneeId: string | null;
  readonly note: string | null;
}

type Fitting = Required<Pick<CallbackChange, 'contactId' | 'at' | 'minutes' | 'assignee' | 'teamId'>>;

async function slotOf(
  deps: ContactsDeps,
  session: Session,
  { of, slot, now }: { readonly of: CaseDoc; readonly slot: Slot; readonly now: number },
): Promise<Result<Fitting>> {
  const staying = await caseThatStays(deps.cases, of, session);
  if (staying.state === 'closed') return fail('conflict', { reason: 'not_open' });
  const { contactId, minutes, assigneeId, note } = slot;
  const at = Date.parse(slot.at);
  if (at <= now) return fault('at', 'This time has passed. Choose one that is ahead.');
  if (note !== null && holdsContactDetail(note))
    return fault('note', 'There is a number or an address in the note. Add it as a contact, with its own answers.');
  const assignee = [staying.owner, ...staying.workers].find((each) => each?.agentId === assigneeId) ?? null;
  if (assigneeId !== null && assignee === null)
    return fault('assigneeId', 'They do not work on this case. Give it to somebody who does, or to the team.');
  const person = await personAtGate(deps, of, session);
  const contact = await deps.contacts.find(person.family, contactId, session);
  if (!contact) return fail('not_found');
  const { verdict, because, nextAllowedAt } = judgeCallback(gatedOf(contact, person), { at, minutes });
  if (verdict !== 'allowed')
    return fail('conflict', { reason: verdict, because, nextAllowedAt: isoOrNull(nextAllowedAt) });
  return ok({ contactId, at, minutes, assignee, teamId: staying.teamId });
}

function fault(path: string, message: string): Result<never> {
  return fail('bad_request', { issues: [{ path, message }] });
}

/** Due in its case, and a reminder for who is to ring. */
async function standing(
  deps: ContactsDeps,
  session: Session,
  { of, doc, now }: { readonly of: CaseDoc; readonly doc: CallbackDoc; readonly now: number },
) {
  const name = callbackName(doc._id);
  const about = { kind: 'callback', id: doc._id };
  const reminder = { reminderId: name, kind: 'callback', about, dueAt: doc.at, assignee: doc.assignee } as const;
  await deps.remind.putIn(session, of, reminder, now);
  return { change: withDue(of, name, { kind: 'callback', at: doc.at }) };
}

function told(kind: string, { _id, contactId, at }: CallbackDoc) {
  const codes = { at: new Date(at).toISOString() };
  const meta = { callbackId: _id, contactId };
  return { action: kind.replace('_', '.'), meta, event: { kind, about: { kind: 'callback', id: _id }, codes } };
}

async function again(deps: ContactsDeps, doc: CallbackDoc, input: Booking, of: CaseDoc): Booked {
  const asked = [input.caseId, input.contactId, Date.parse(input.at), input.minutes, input.assigneeId];
  const same = isDeepStrictEqual(asked, [
    doc.caseId,
    doc.contactId,
    doc.at,
    doc.minutes,
    doc.assignee?.agentId ?? null,
  ]);
  // Moved since, it is the same call-back.
  return doc.caseId === input.caseId && (same || doc.revision > 1) ? shown(deps, doc, of) : fail('conflict');
}

async function shown(deps: ContactsDeps, doc: CallbackDoc, of: CaseDoc): Booked {
  const [callback] = await presentCallbacks(deps, [doc], [of]);
  return callback === undefined ? fail('not_found') : ok({ callback });
}
