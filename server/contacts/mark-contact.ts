/** What an attempt or its review found out about a contact stands on it from then on: it is not used until somebody asked. */
import type { ContactSafety } from '../../shared/domain/contact-terms.ts';
import type { CaseChange, CaseDoc, CasePerson } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { contactEffects } from './contact-effects.ts';
import type { ContactsDeps } from './deps.ts';

interface Marking {
  /** The case that the contact stands in. */
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
  const before = await deps.contacts.find([of._id], contactId, session);
  if (!before || before.doc.retiredAt !== null) return {};
  const { doc, body } = before;
  const changes = { revision: doc.revision + 1, safe, preferred: false, changedAt: now, changedBy: by } as const;
  const terms = { ...body.terms, safe, preferred: false };
  const opened = await deps.contacts.seal({ ...doc, ...changes }, { ...body, terms });
  // Changed in the same moment by another, the transaction begins again: the case has moved.
  await deps.contacts.putIn(session, opened, doc);
  return contactEffects(deps, session, { of, opened, now });
}
