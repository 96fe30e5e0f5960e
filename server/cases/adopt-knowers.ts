/**
 * Who said of a conversation that they know somebody in it, when it was offered to them, is kept out of the case that it
 * becomes part of, and of all that is one with that case: in the transaction that makes it part of it (H8).
 */
import type { Session } from '../platform/mongo.ts';
import type { CaseChange } from './case.ts';
import type { CaseMoment, CasesDeps } from './deps.ts';
import { familyOf } from './family.ts';
import { keepOutIn } from './keep-out.ts';

/** What of this case changes with it; the others are written at once. */
export async function adoptKnowersIn(
  deps: CasesDeps,
  session: Session,
  { doc, now: at }: CaseMoment,
  conversationId: string,
): Promise<CaseChange> {
  const known = (await deps.conversations.keptOutOfIn(session, conversationId)).filter(
    (agentId) => !doc.exclusions.includes(agentId),
  );
  if (known.length === 0) return {};
  for (const caseId of await familyOf(deps, doc, session)) {
    for (const id of known) {
      const event = { kind: 'worker_excluded', about: { kind: 'account', id }, codes: { by: 'offer' } };
      await deps.events.addIn(session, { ...event, caseId, by: null, at });
    }
    const other = caseId === doc._id ? null : await deps.cases.find(caseId, session);
    if (other === null) continue;
    await deps.cases.changeIn(session, other, await keepOutIn(deps, session, { doc: other, now: at }, known));
    await deps.conversations.keepOutIn(session, caseId, { keptOut: known, letIn: [] });
  }
  return keepOutIn(deps, session, { doc, now: at }, known);
}
