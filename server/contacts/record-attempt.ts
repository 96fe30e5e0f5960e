/**
 * Says what came of an attempt. When somebody else answered, when it was not safe or a voice was doubtful, every further
 * attempt on the case stops until a coordinator or lead has reviewed it (H17). What happened is kept also where it was
 * against the gate; a message or text that they forbade is not a way to record it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import {
  type AttemptOutcome,
  isReached,
  outcomeRefusal,
  purposeOfOutcome,
  stopCauseOf,
} from '../../shared/domain/contact-attempts.ts';
import { holdsContactDetail, judgeContact } from '../../shared/domain/safe-contact.ts';
import type { ContactAttempt, ContactStop, contactAttemptRoutes } from '../../shared/protocol/http/contact-attempts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type CaseCaller,
  type CaseChange,
  type CaseDoc,
  changeCase,
  familyOf,
  reachCase,
  settledInFamily,
  withFirstContact,
} from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import { iso } from '../platform/ports.ts';
import type { AttemptDoc, StopDoc } from './attempts.store.ts';
import { callbackName } from './book-callback.ts';
import { gatedOf } from './contact.ts';
import type { ContactsDeps } from './deps.ts';
import { markContact } from './mark-contact.ts';
import { personAtGate } from './person-at-gate.ts';
import { presentAttempt, presentStop } from './present-attempt.ts';
import { suggestionsFor } from './read-attempts.ts';
import { settleCallbackIn } from './settle-callback.ts';
import { setStopIn } from './stop-attempts.ts';

type Input = z.infer<typeof contactAttemptRoutes.add.body> & { readonly caseId: string };

export interface Recorded {
  readonly attempt: ContactAttempt;
  readonly suggestions: { contactId: string; at: string }[];
  readonly stop: ContactStop | null;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const KEPT_BACK_DAYS = 30;

export async function recordAttempt(deps: ContactsDeps, input: Input, caller: CaseCaller): Promise<Result<Recorded>> {
  const { caseId, clientId } = input;
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  return oncePerClientId({
    find: () => deps.attempts.ofClientId(clientId),
    again: (first) => again(deps, first, { input, of: reached.value, caller }),
    make: () => record(deps, input, caller),
  });
}

async function record(deps: ContactsDeps, input: Input, caller: CaseCaller): Promise<Result<Recorded>> {
  const { caseId } = input;
  const issues = faultsOf(input, deps.cases.clock.now());
  if (issues.length > 0) return fail('bad_request', { issues });
  const _id = deps.cases.ids.uuid();
  const note = input.note === null ? null : await deps.attempts.sealNote({ _id, caseId }, input.note);
  const changed = await changeCase(deps.cases, caseId, caller, (of, session, now) =>
    write(deps, session, { of, input, now, caller, sealed: { _id, note } }),
  );
  if (!changed.ok) return changed;
  const { doc, value } = changed.value;
  // What came of it stands in each case of the person, and on every screen that shows one.
  for (const each of await familyOf(deps.cases, doc)) if (each !== caseId) deps.cases.changed(each);
  return shown(deps, value, doc, caller);
}

interface Writing {
  readonly of: CaseDoc;
  readonly input: Input;
  readonly now: number;
  readonly caller: CaseCaller;
  readonly sealed: Pick<AttemptDoc, '_id' | 'note'>;
}

async function write(deps: ContactsDeps, session: Session, { of, input, now, caller, sealed }: Writing) {
  const { caseId, clientId, contactId, outcome, doubtful } = input;
  if (of.state === 'closed') return fail('conflict', { reason: 'not_open' });
  const at = Date.parse(input.at);
  const { family, stop, ofChild } = await personAtGate(deps, of, session);
  const contact = await deps.contacts.find(family, contactId, session);
  if (!contact) return fail('not_found');
  // Tried before anybody knew of the stop, it is what happened; after it, nobody was to try.
  if (stop !== null && at >= stop.at) return stopped(stop);
  const gated = gatedOf(contact, { ofChild, stopped: false });
  const refusal = outcomeRefusal(gated, outcome);
  if (refusal !== null) return notAllowed(outcome, refusal);
  const purpose = purposeOfOutcome(outcome, gated.channel);
  const by = { agentId: caller.agentId, name: caller.name };
  const attempt: AttemptDoc = {
    ...{ ...sealed, clientId, caseId, contactId, channel: gated.channel, outcome, doubtful, at, by },
    ...{ callbackId: input.callbackId, gate: judgeContact({ contact: gated, purpose, at }).verdict },
    ...{ purgeAt: null, legalHold: false },
  };
  await deps.attempts.add(session, attempt);
  const settled = await settledBy(deps, session, { of, family, input });
  if (!settled.ok) return settled;
  const cause = stop === null ? stopCauseOf(outcome, doubtful) : null;
  let change: CaseChange = settled.value;
  const soFar = () => ({ ...of, ...change });
  if (cause !== null) change = { ...change, ...(await setStopIn(deps, session, { of: soFar(), attempt, cause, now })) };
  // Whoever answered there, it was not them: nobody rings it again before somebody has asked.
  if (outcome === 'wrong_number')
    change = { ...change, ...(await markContact(deps, session, { of: soFar(), contactId, safe: 'unknown', by, now })) };
  const codes = { outcome, channel: attempt.channel, gate: attempt.gate, ...(cause === null ? {} : { stop: cause }) };
  const about = { kind: 'contact_attempt', id: attempt._id };
  const event = { kind: 'contact_attempt', about, codes, text: input.note };
  const meta = { attemptId: attempt._id, contactId, ...codes };
  // Spoken with, whatever they said: the clock of the first safe contact stops then.
  if (isReached(outcome) && !doubtful) change = { ...change, ...(await firstContactIn(deps, session, of, at)) };
  return ok({ change, action: 'contact.attempt', meta, event, value: attempt });
}

interface Settled {
  readonly of: CaseDoc;
  readonly family: readonly string[];
  readonly input: Input;
}

/** The call-back that was made by this attempt is over, in whichever case of the person it was booked. */
async function settledBy(
  deps: ContactsDeps,
  session: Session,
  { of, family, input: { callbackId, outcome } }: Settled,
): Promise<Result<CaseChange>> {
  if (callbackId === null) return ok({});
  const before = await deps.callbacks.find(family, callbackId, session);
  if (!before) return fail('not_found');
  if (before.state !== 'booked') return fail('conflict', { reason: 'callback_over' });
  const over = await settleCallbackIn(deps, session, { of, before, outcome });
  if (over === null) return fail('conflict', { reason: 'changed_meanwhile' });
  return ok(await settledInFamily(deps.cases, session, of, callbackName(callbackId)));
}

/** One person is spoken with once: the clock of the case that this one is part of stops as well. */
async function firstContactIn({ cases }: ContactsDeps, session: Session, of: CaseDoc, at: number): Promise<CaseChange> {
  const root = of.mergedInto === null ? null : await cases.cases.find(of.mergedInto, session);
  if (root) await cases.cases.changeIn(session, root, withFirstContact(root, at));
  return withFirstContact(of, at);
}

function stopped({ at, by }: StopDoc): Result<never> {
  return fail('conflict', { reason: 'stopped', since: iso(at), by: by.name });
}

const NOT_ALLOWED: Readonly<Record<string, string>> = {
  voicemail_no: 'They said that no message may be left here. If one was left, tell your lead: it is an incident.',
  voicemail_not_asked: 'Nobody asked whether a message may be left here. If one was left, tell your lead.',
  text_no: 'They said that no text may be sent here. If one was sent, tell your lead: it is an incident.',
  text_not_asked: 'Nobody asked whether a text may be sent here. If one was sent, tell your lead.',
  parent_of_child: 'Nothing is sent to the parents of somebody under 18. If something was, tell your lead.',
};

function notAllowed(outcome: AttemptOutcome, because: string): Result<never> {
  const message = NOT_ALLOWED[because] ?? 'This outcome does not fit this way of contact. Choose another.';
  return fail('bad_request', { reason: because, outcome, issues: [{ path: 'outcome', message }] });
}

function faultsOf({ at, note }: Input, now: number): { path: string; message: string }[] {
  const tried = Date.parse(at);
  return [
    ...(tried > now + MINUTE_MS
      ? [{ path: 'at', message: 'This time has not come yet. Write when it was tried.' }]
      : []),
    ...(tried < now - KEPT_BACK_DAYS * DAY_MS
      ? [
          {
            path: 'at',
            message: `An attempt is written down within ${KEPT_BACK_DAYS} days. Write older ones as a note.`,
          },
        ]
      : []),
    ...(note !== null && holdsContactDetail(note)
      ? [
          {
            path: 'note',
            message: 'There is a number or an address in the note. Add it as a contact, with its own answers.',
          },
        ]
      : []),
  ];
}

interface Again {
  readonly input: Input;
  readonly of: CaseDoc;
  readonly caller: CaseCaller;
}

async function again(deps: ContactsDeps, doc: AttemptDoc, { input, of, caller }: Again): Promise<Result<Recorded>> {
  const { caseId, contactId, outcome, doubtful, callbackId } = input;
  const asked = [caseId, contactId, outcome, doubtful, Date.parse(input.at), callbackId, input.note];
  const kept = [doc.caseId, doc.contactId, doc.outcome, doc.doubtful, doc.at, doc.callbackId];
  const same = isDeepStrictEqual(asked, [...kept, await deps.attempts.noteOf(doc)]);
  return same && doc.by.agentId === caller.agentId ? shown(deps, doc, of, caller) : fail('conflict');
}

async function shown(deps: ContactsDeps, doc: AttemptDoc, of: CaseDoc, caller: CaseCaller): Promise<Result<Recorded>> {
  const person = await personAtGate(deps, of);
  const { stop } = person;
  return ok({
    attempt: await presentAttempt(deps, doc),
    suggestions: await suggestionsFor(deps, person),
    stop: stop === null ? null : await presentStop(deps, stop, of, caller),
  });
}
