/** When a consent is to be asked for again, as an entry of what is due in its case (D2). */
import { consentStanding, reviewDueAt } from '../../shared/domain/written-consent.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type CaseChange,
  type CaseDoc,
  type CasesDeps,
  type CaseWork,
  changeCase,
  settledInFamily,
  withDue,
} from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { ConsentDoc } from './consent-record.ts';

const REVIEW = 'consent:';

export function reviewDueId(consentId: string): string {
  return `${REVIEW}${consentId}`;
}

export function withReview(doc: Pick<CaseDoc, 'due'>, consent: ConsentDoc): CaseChange {
  const at = reviewDueAt(consent);
  return withDue(doc, reviewDueId(consent._id), at === null ? null : { kind: 'consent_review', at });
}

/** Of consents that no longer stand: in whichever case of the person it is due. What of this case changes is written by the caller. */
export async function withoutReviews(
  cases: CasesDeps,
  session: Session,
  doc: CaseDoc,
  consents: readonly Pick<ConsentDoc, '_id'>[],
): Promise<CaseChange> {
  let change: CaseChange = {};
  for (const { _id } of consents)
    change = { ...change, ...(await settledInFamily(cases, session, { ...doc, ...change }, reviewDueId(_id))) };
  return change;
}

/** Brings what is due of its answers into a case: those of its chats are given, and older ones replaced, where no case is written. */
export async function bringReviews(
  cases: CasesDeps,
  caseId: string,
  givenIn: (session?: Session) => Promise<readonly ConsentDoc[]>,
): Promise<void> {
  const found = await cases.cases.find(caseId);
  if (!found || !isBehind(found, await givenIn())) return;
  await changeCase(cases, caseId, null, async (doc, session): Promise<Result<CaseWork<null>>> => {
    // Read with the case: what was read before may have been taken back or replaced since, and would be due once more.
    const given = await givenIn(session);
    if (!isBehind(doc, given)) return fail('conflict');
    let change: CaseChange = {};
    for (const each of given) change = { ...change, ...withReview({ ...doc, ...change }, each) };
    return ok({ change, action: 'case.consent_review', event: null, value: null });
  });
}

function isBehind(doc: Pick<CaseDoc, 'due'>, given: readonly ConsentDoc[]): boolean {
  return given.some((each) => {
    const wanted = reviewDueAt(each);
    const stands = doc.due.find(({ dueId }) => dueId === reviewDueId(each._id));
    return wanted === null ? stands !== undefined : stands?.at !== wanted;
  });
}

/** Whether it is time to ask again, or past it. */
export function isReviewNear(consent: ConsentDoc, now: number): boolean {
  const at = reviewDueAt(consent);
  return at !== null && now >= at && consentStanding(consent, now) !== 'lead_refused';
}
