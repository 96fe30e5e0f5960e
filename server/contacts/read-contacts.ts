/**
 * Reading contacts: the list shows a value only where the gate allows it, and a value for use comes with the card that is
 * read first. Both are on record before anything is shown (A2), and so is what the gate refused.
 */
import { type ContactPurpose, judgeContact } from '../../shared/domain/safe-contact.ts';
import type { ContactStop } from '../../shared/protocol/http/contact-attempts.ts';
import type { SafeContact, SafeContactCard } from '../../shared/protocol/http/contacts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, partsOf, reachCase } from '../cases/index.ts';
import { isoOrNull } from '../platform/ports.ts';
import { gatedOf } from './contact.ts';
import type { ContactsDeps } from './deps.ts';
import { personAtGate } from './person-at-gate.ts';
import { presentStop } from './present-attempt.ts';
import { presentCard, presentContact } from './present-contact.ts';

export async function listContacts(
  deps: ContactsDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<{ contacts: SafeContact[]; stop: ContactStop | null }>> {
  const reached = await reachCase(deps.cases, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  const of = reached.value;
  const ids = await partsOf(deps.cases, caseId);
  const [opened, person] = await Promise.all([deps.contacts.ofCases(ids), personAtGate(deps, of)]);
  const { stop } = person;
  const looking = { person, now: deps.cases.clock.now() };
  const contacts = opened.map((each) => presentContact(each, looking)).sort((a, b) => rank(a) - rank(b));
  await deps.cases.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: 'contact.list',
    target: { kind: 'case', id: caseId },
    meta: { shown: contacts.filter(({ value }) => value !== null).map(({ contactId }) => contactId) },
  });
  return ok({ contacts, stop: stop === null ? null : await presentStop(deps, stop, of, caller) });
}

/** First the one to try first, last what is no longer used. */
function rank({ preferred, retiredAt }: SafeContact): number {
  if (retiredAt !== null) return 2;
  return preferred ? 0 : 1;
}

export async function revealContact(
  deps: ContactsDeps,
  {
    caseId,
    contactId,
    purpose,
  }: { readonly caseId: string; readonly contactId: string; readonly purpose: ContactPurpose },
  caller: CaseCaller,
): Promise<Result<{ card: SafeContactCard; value: string }>> {
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const person = await personAtGate(deps, reached.value);
  const opened = await deps.contacts.find(person.family, contactId);
  if (!opened) return fail('not_found');
  const now = deps.cases.clock.now();
  const { verdict, because, nextAllowedAt } = judgeContact({
    ...{ contact: gatedOf(opened, person), purpose, at: now },
  });
  await deps.cases.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: verdict === 'allowed' ? 'contact.reveal' : 'contact.refuse',
    target: { kind: 'case', id: caseId },
    meta: { contactId, purpose, verdict, because },
  });
  if (verdict !== 'allowed')
    return fail('conflict', { reason: verdict, because, nextAllowedAt: isoOrNull(nextAllowedAt) });
  return ok({ card: presentCard(opened, now), value: opened.body.value });
}
