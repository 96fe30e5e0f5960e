/** Adds a way to reach somebody, with what they said about it. Sent again it is the same contact. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { contactFaults } from '../../shared/domain/contact-faults.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { ContactTermsInput } from '../../shared/protocol/contact-terms.ts';
import type { contactRoutes, SafeContact } from '../../shared/protocol/http/contacts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, type CaseDoc, changeCase, hasConflict, reachCase } from '../cases/index.ts';
import { oncePerClientId } from '../platform/once-per-client-id.ts';
import type { OpenedContact } from './contact.ts';
import { contactEffects } from './contact-effects.ts';
import type { ContactsDeps } from './deps.ts';
import { isOfChild, personAtGate } from './person-at-gate.ts';
import { presentContact } from './present-contact.ts';

type Input = z.infer<typeof contactRoutes.add.body> & { readonly caseId: string };
type Added = Result<{ contact: SafeContact; conflict: boolean }>;

export async function addContact(deps: ContactsDeps, input: Input, caller: CaseCaller): Promise<Added> {
  const reached = await reachCase(deps.cases, 'case.write', caller, input.caseId);
  if (!reached.ok) return reached;
  return oncePerClientId({
    find: () => deps.contacts.ofClientId(input.clientId),
    again: (first) => again(deps, first, { input, of: reached.value, caller }),
    make: () => add(deps, input, reached.value, caller),
  });
}

async function add(deps: ContactsDeps, input: Input, inCase: CaseDoc, caller: CaseCaller): Promise<Added> {
  const { caseId, clientId, value, ...terms } = input;
  const now = deps.cases.clock.now();
  const ofChild = await isOfChild(deps, inCase);
  const issues = contactFaults({ terms, value, before: null, checked: true, today: londonDay(new Date(now)), ofChild });
  if (issues.length > 0) return fail('bad_request', { issues });
  const opened = await sealFirst(deps, { caseId, clientId, value, terms, now, caller });
  const changed = await changeCase(deps.cases, caseId, caller, async (doc, session, at) => {
    if (doc.state === 'merged') return fail('conflict', { reason: 'merged' });
    await deps.contacts.insertIn(session, opened);
    const change = await contactEffects(deps, session, { of: doc, opened, now: at });
    const codes = { channel: terms.channel, safe: terms.safe };
    const event = { kind: 'contact_added', about: { kind: 'contact', id: opened.doc._id }, codes };
    return ok({ change, action: 'contact.add', meta: { contactId: opened.doc._id, ...codes }, event, value: null });
  });
  return changed.ok ? ok(await shown(deps, opened, changed.value.doc, caller)) : changed;
}

interface First {
  readonly caseId: string;
  readonly clientId: string;
  readonly value: string;
  readonly terms: ContactTermsInput;
  readonly now: number;
  readonly caller: CaseCaller;
}

function sealFirst(deps: ContactsDeps, { caseId, clientId, value, terms, now, caller }: First): Promise<OpenedContact> {
  const by = { agentId: caller.agentId, name: caller.name };
  const { channel, safe, preferred } = terms;
  return deps.contacts.seal(
    {
      ...{ _id: deps.cases.ids.uuid(), clientId, caseId, revision: 1, channel, safe, preferred },
      lastChecked: safe === 'unknown' ? null : { at: now, by },
      ...{ retiredAt: null, madeAt: now, changedAt: now, changedBy: by, purgeAt: null, legalHold: false },
    },
    { value, terms },
  );
}

async function again(
  deps: ContactsDeps,
  first: OpenedContact,
  { input, of, caller }: { readonly input: Input; readonly of: CaseDoc; readonly caller: CaseCaller },
): Promise<Added> {
  const { caseId, clientId: _same, value, ...terms } = input;
  const { doc, body } = await deps.contacts.original(first);
  const same = isDeepStrictEqual([caseId, value, terms], [doc.caseId, body.value, body.terms]);
  return same ? ok(await shown(deps, first, of, caller)) : fail('conflict');
}

async function shown(deps: ContactsDeps, opened: OpenedContact, of: CaseDoc, caller: CaseCaller) {
  const person = await personAtGate(deps, of);
  return {
    contact: presentContact(opened, { person, now: deps.cases.clock.now() }),
    conflict: await hasConflict(deps.cases, of, caller),
  };
}
