/** Where somebody asked that sharing stops, nothing begins to leave: referrals ask here, in the transaction that begins (H4). */
import { type CasesDeps, familyOf } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Database, Session } from './platform/mongo.ts';
import { createRequestsStore } from './returning/index.ts';

/** The open request that stops what is about to leave; see `ReferralsDeps`. */
export function openRequestOf(database: Database, { store }: Pick<Duties, 'store'>, cases: CasesDeps) {
  const requests = createRequestsStore(database);
  return async (
    session: Session,
    { conversationId, caseId = null }: { readonly conversationId: string | null; readonly caseId?: string | null },
  ): Promise<string | null> => {
    const talk = conversationId === null ? null : await store.findIn(session, conversationId);
    const found = await cases.cases.find(caseId ?? talk?.caseId ?? '', session);
    // Of the person as they are known by now: an anonymous chat may have become part of a case since they asked there.
    const caseIds = found === null ? [] : await familyOf(cases, found, session);
    const talks = (await Promise.all(caseIds.map((each) => store.ofCaseIn(session, each)))).flat();
    const conversationIds = new Set([
      ...talks.map(({ _id }) => _id),
      ...(conversationId === null ? [] : [conversationId]),
    ]);
    return (await requests.openAbout({ conversationIds: [...conversationIds], caseIds }, session))?._id ?? null;
  };
}
