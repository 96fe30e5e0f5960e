/** By which grant a case is paid, for duties that write it beside what they do for its person. */
import type { Database, Session } from '../platform/mongo.ts';
import type { CaseDoc } from './case.ts';
import { casesSpec } from './cases.store.ts';

/** Of a case that became part of another, the one that stays says it. */
export async function fundingOfCase(database: Database, session: Session, caseId: string): Promise<string | null> {
  const cases = database.collection<CaseDoc>(casesSpec);
  const doc = await cases.findOne({ _id: caseId }, { session });
  const stays = doc?.mergedInto ? await cases.findOne({ _id: doc.mergedInto }, { session }) : null;
  return stays?.fundingStream ?? doc?.fundingStream ?? null;
}
