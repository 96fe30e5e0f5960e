/** Where somebody asked that sharing stops, nothing begins to leave: referrals ask here, in the transaction that begins (H4). */
import type { CasesDeps } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';
import type { Database, Session } from './platform/mongo.ts';
import { createRequestsStore } from './returning/index.ts';

/** The open request that stops what is about to leave; see `ReferralsDeps`. */
export function openRequestOf(
  database: Database,
  { store }: Pick<Duties, 'store'>,
  { cases }: Pick<CasesDeps, 'cases'>,
) {
  const requests = createRequestsStore(database);
  return async (
    session: Session,
    { conversationId, caseId = null }: { readonly conversationId: string | null; readonly caseId?: string | null },
  ): Promise<string | null> => {
    const talk = conversationId === null ? null : await store.findIn(session, conversationId);
    const ofCase = caseId ?? talk?.caseId ?? null;
    const into = ofCase === null ? null : ((await cases.find(ofCase, session))?.mergedInto ?? null);
    const caseIds = [ofCase, into].flatMap((each) => each ?? []);
    const conversationIds = conversationId === null ? [] : [conversationId];
    return (await requests.openAbout({ conversationIds, caseIds }, session))?._id ?? null;
  };
}
