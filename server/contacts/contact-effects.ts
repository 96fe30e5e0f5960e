/** What else of a case turns on a contact: what it is found by, when it has to be asked again, which one is tried first. */
import { type CaseChange, type CaseDoc, withDue, withKeys } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { matchesOf, nameOf, type OpenedContact, recheckDueAt } from './contact.ts';
import type { ContactsDeps } from './deps.ts';

export async function contactEffects(
  deps: ContactsDeps,
  session: Session,
  { of, opened, now }: { readonly of: CaseDoc; readonly opened: OpenedContact; readonly now: number },
): Promise<CaseChange> {
  const { doc } = opened;
  const name = nameOf(doc._id);
  const dueAt = recheckDueAt(opened);
  if (doc.preferred) await deps.contacts.preferOnlyIn(session, doc.caseId, doc._id);
  if (dueAt === null) await deps.remind.removeIn(session, name);
  else {
    const about = { kind: 'contact', id: doc._id };
    const reminder = { reminderId: name, kind: 'contact_recheck', about, dueAt, assignee: null } as const;
    await deps.remind.putIn(session, of, reminder, now);
  }
  return {
    blind: withKeys(of.blind, name, matchesOf(opened), deps.cases.blindIndex),
    ...withDue(of, name, dueAt === null ? null : { kind: 'contact_recheck', at: dueAt }),
  };
}
