/**
 * Changes what is known of a contact under the revision that was read, or retires it. Its value never has to be seen for
 * that: where it is left out, it stays. Call-backs that no longer stand at a safe time are named in the answer.
 */
import type { z } from 'zod';
import { contactFaults } from '../../shared/domain/contact-faults.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { Callback } from '../../shared/protocol/http/callbacks.ts';
import type { contactRoutes, SafeContact } from '../../shared/protocol/http/contacts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, changeCase, changedMeanwhile, hasConflict, reachCase } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { OpenedContact } from './contact.ts';
import { contactEffects } from './contact-effects.ts';
import type { ContactsDeps } from './deps.ts';
import { isOfChild, personAtGate } from './person-at-gate.ts';
import { casesById, presentCallbacks } from './present-callback.ts';
import { presentContact } from './present-contact.ts';

type Input = z.infer<typeof contactRoutes.change.body> & { readonly caseId: string; readonly contactId: string };
type Changed = Promise<Result<{ contact: SafeContact; conflict: boolean; callbacks: Callback[] }>>;

export async function changeContact(deps: ContactsDeps, input: Input, caller: CaseCaller): Changed {
  const { caseId, contactId, revision, value, checked, ...terms } = input;
  return change(
    deps,
    { caseId, contactId, revision, caller, action: 'contact.change' },
    async (before, ofChild, now) => {
      if (before.doc.retiredAt !== null) return fail('conflict', { reason: 'retired' });
      const known = { safe: before.body.terms.safe, recheckOn: before.body.terms.recheckOn };
      const today = londonDay(new Date(now));
      const issues = contactFaults({ terms, value, before: known, checked, today, ofChild });
      if (issues.length > 0) return fail('bad_request', { issues });
      const by = { agentId: caller.agentId, name: caller.name };
      const { channel, safe, preferred } = terms;
      const next = await deps.contacts.seal(
        {
          ...{ ...before.doc, revision: revision + 1, channel, safe, preferred },
          ...{ lastChecked: checked ? { at: now, by } : before.doc.lastChecked, changedAt: now, changedBy: by },
        },
        { value: value ?? before.body.value, terms },
      );
      const codes = { channel, safe, checked: checked ? 'yes' : 'no' };
      return ok({ next, event: { kind: 'contact_changed', codes } });
    },
  );
}

interface Retiring {
  readonly caseId: string;
  readonly contactId: string;
  readonly revision: number;
  readonly reason: string;
}

export async function retireContact(
  deps: ContactsDeps,
  { reason, ...of }: Retiring,
  caller: CaseCaller,
): Promise<Result<{ contact: SafeContact; callbacks: Callback[] }>> {
  const retired = await change(deps, { ...of, caller, action: 'contact.retire' }, async (before, _ofChild, now) => {
    if (before.doc.retiredAt !== null) return fail('conflict', { reason: 'retired' });
    const by = { agentId: caller.agentId, name: caller.name };
    const changes = { revision: of.revision + 1, retiredAt: now, preferred: false, changedAt: now, changedBy: by };
    const next = await deps.contacts.seal({ ...before.doc, ...changes }, before.body);
    return ok({ next, event: { kind: 'contact_retired', codes: { channel: before.doc.channel }, text: reason } });
  });
  if (!retired.ok) return retired;
  const { contact, callbacks } = retired.value;
  return ok({ contact, callbacks });
}

interface Order {
  readonly caseId: string;
  readonly contactId: string;
  readonly revision: number;
  readonly caller: CaseCaller;
  readonly action: string;
}

interface Next {
  readonly next: OpenedContact;
  readonly event: { readonly kind: string; readonly codes: Readonly<Record<string, string>>; readonly text?: string };
}

async function change(
  deps: ContactsDeps,
  { caseId, contactId, revision, caller, action }: Order,
  rule: (before: OpenedContact, ofChild: boolean, now: number) => Promise<Result<Next>>,
): Changed {
  const reached = await reachCase(deps.cases, 'case.write', caller, caseId);
  if (!reached.ok) return reached;
  const changed = await changeCase(deps.cases, caseId, caller, async (of, session: Session, now) => {
    const before = await deps.contacts.find([caseId], contactId, session);
    if (!before) return fail('not_found');
    if (before.doc.revision !== revision) return changedMeanwhile(before.doc.revision, before.doc.changedBy);
    const made = await rule(before, await isOfChild(deps, of, session), now);
    if (!made.ok) return made;
    const { next, event } = made.value;
    if (!(await deps.contacts.putIn(session, next, before.doc))) return changedMeanwhile(revision, null);
    const effects = await contactEffects(deps, session, { of, opened: next, now });
    const about = { kind: 'contact', id: contactId };
    const meta = { contactId, revision: next.doc.revision, ...event.codes };
    return ok({ change: effects, action, meta, event: { about, ...event }, value: next });
  });
  if (!changed.ok) return changed;
  const { doc: of, value: opened } = changed.value;
  const now = deps.cases.clock.now();
  const person = await personAtGate(deps, of);
  const booked = (await deps.callbacks.bookedOf(person.family)).filter((each) => each.contactId === contactId);
  const callbacks = await presentCallbacks(deps, booked, await casesById(deps, booked));
  return ok({
    contact: presentContact(opened, { person, now }),
    conflict: await hasConflict(deps.cases, of, caller),
    callbacks: callbacks.filter(({ gate }) => gate.verdict !== 'allowed'),
  });
}
