/** A conversation became part of a case: its concerns and disclosures are the case's from then on, in the same transaction. */
import type { Session } from '../platform/mongo.ts';
import type { SteppedStore } from '../platform/stepped.store.ts';
import type { ConcernFacts } from './concerns/concern-record.ts';
import type { DisclosureFacts } from './disclosures/disclosure-record.ts';

interface Records {
  readonly concerns: Pick<SteppedStore<ConcernFacts>, 'setIn'>;
  readonly disclosures: Pick<SteppedStore<DisclosureFacts>, 'setIn'>;
}

export async function joinRecordsIn(
  { concerns, disclosures }: Records,
  session: Session,
  { conversationId, caseId }: { readonly conversationId: string; readonly caseId: string },
): Promise<void> {
  // One after the other: a transaction carries one question at a time.
  const ofNoCase = { 'facts.conversationId': conversationId, 'facts.caseId': null };
  await concerns.setIn(session, ofNoCase, { caseId });
  await disclosures.setIn(session, ofNoCase, { caseId });
}
