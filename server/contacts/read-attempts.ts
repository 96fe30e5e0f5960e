/** The attempts of a case, and when to try next: at other times than those at which nobody answered (H17). */
import { missedSince } from '../../shared/domain/contact-attempts.ts';
import { suggestTimes } from '../../shared/domain/suggest-times.ts';
import type { ContactAttempt, ContactStop } from '../../shared/protocol/http/contact-attempts.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type CaseCaller, partsOf, reachCase } from '../cases/index.ts';
import { iso } from '../platform/ports.ts';
import { gatedOf } from './contact.ts';
import type { ContactsDeps } from './deps.ts';
import { type PersonAtGate, personAtGate } from './person-at-gate.ts';
import { presentAttempt, presentStop } from './present-attempt.ts';

const SHOWN = 100;

interface Read {
  readonly attempts: ContactAttempt[];
  readonly suggestions: { contactId: string; at: string }[];
  readonly stop: ContactStop | null;
}

export async function readAttempts(deps: ContactsDeps, caseId: string, caller: CaseCaller): Promise<Result<Read>> {
  const reached = await reachCase(deps.cases, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  await deps.cases.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: 'contact.read_attempts',
    target: { kind: 'case', id: caseId },
  });
  const ids = await partsOf(deps.cases, caseId);
  const [docs, person] = await Promise.all([deps.attempts.ofCases(ids, SHOWN), personAtGate(deps, reached.value)]);
  const { stop } = person;
  return ok({
    attempts: await Promise.all(docs.map((doc) => presentAttempt(deps, doc))),
    suggestions: await suggestionsFor(deps, person),
    stop: stop === null ? null : await presentStop(deps, stop, reached.value, caller),
  });
}

export async function suggestionsFor(
  deps: ContactsDeps,
  person: PersonAtGate,
): Promise<{ contactId: string; at: string }[]> {
  const [opened, attempts] = await Promise.all([
    deps.contacts.ofCases(person.family),
    deps.attempts.ofCases(person.family, SHOWN),
  ]);
  const contacts = opened
    .sort((a, b) => Number(b.doc.preferred) - Number(a.doc.preferred))
    .map((each) => ({ contactId: each.doc._id, contact: gatedOf(each, person) }));
  const found = suggestTimes({ contacts, missed: missedSince(attempts), now: deps.cases.clock.now() });
  return found.map(({ contactId, at }) => ({ contactId, at: iso(at) }));
}
