/**
 * What an attempt or its review found out about a contact stands on it from then on: it is not used until somebody asked. It
 * is marked in the case that it stands in, from whichever case of the person it was tried.
 */
import type { ContactSafety } from '../../shared/domain/contact-terms.ts';
import { type CaseChange, type CaseDoc, type CasePerson, changedBesideIn, familyOf } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { contactEffects } from './contact-effects.ts';
import type { ContactsDeps } from './deps.ts';

interface Marking {
  /** The case that is written by the caller. */
  readonly of: CaseDoc;
  readonly contactId: string;
  readonly safe: Exclude<ContactSafety, 'yes'>;
  readonly by: CasePerson;
  readonly now: number;
}

export async function markContact(
  deps: ContactsDeps,
  session: Session,
  { of, contactId, safe, by, now }: Marking,
): Promise<CaseChange> {
  const family = await familyOf(deps.cases, of, session);
  const before = await deps.contacts.find(family, contactId, session);
  if (!before || before.doc.retiredAt !== null) return {};
  const { doc, body } = before;
  const home = doc.caseId === of._id ? of : await deps.cases.cases.find(doc.caseId, session);
  if (!home) return {};
  const changes = { revision: doc.revision + 1, safe, preferred: false, changedAt: now, changedBy: by } as const;
  const terms = { ...body.terms, safe, preferred: false };
  const opened = await deps.contacts.seal({ ...doc, ...changes }, { ...body, terms });
  // Changed in the same moment by another, the transaction begins again: the case has moved.
  await deps.contacts.putIn(session, opened, doc);
  const change = await contactEffects(deps, session, { of: home, opened, now });
  return home === of ? change : changedBesideIn(deps.cases, session, of, { other: home, change });
}
