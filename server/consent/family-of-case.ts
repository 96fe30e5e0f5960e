/** Everything in which one person was asked: their cases, whichever became part of which, and the chats of all of them. */
import { type CaseDoc, caseThatStays, familyOf } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseConsentDeps, Talk } from './case-deps.ts';
import type { ConsentFamily } from './consent-record.ts';

export interface PersonOfCase {
  /** What is known of the person is what this one says. */
  readonly root: CaseDoc;
  readonly family: ConsentFamily;
  readonly talks: readonly Talk[];
}

export async function personOfCase(
  { cases, talksOf }: Pick<CaseConsentDeps, 'cases' | 'talksOf'>,
  doc: CaseDoc,
  session?: Session,
): Promise<PersonOfCase> {
  const root = await caseThatStays(cases, doc, session);
  const caseIds = await familyOf(cases, doc, session);
  const talks = await talksOf(caseIds, session);
  return { root, talks, family: { caseIds, conversationIds: talks.map(({ conversationId }) => conversationId) } };
}
