/** Attempts and stops as they are shown to staff. */
import { relationsFor } from '../../shared/domain/permissions.ts';
import type { ContactAttempt, ContactStop } from '../../shared/protocol/http/contact-attempts.ts';
import type { CaseCaller, CaseDoc } from '../cases/index.ts';
import { iso } from '../platform/ports.ts';
import type { AttemptDoc, StopDoc } from './attempts.store.ts';
import type { ContactsDeps } from './deps.ts';

type Deps = Pick<ContactsDeps, 'attempts'>;

export async function presentAttempt(deps: Deps, doc: AttemptDoc): Promise<ContactAttempt> {
  const { _id: attemptId, contactId, channel, outcome, doubtful, by, callbackId, gate } = doc;
  const note = await deps.attempts.noteOf(doc);
  return { attemptId, contactId, channel, outcome, doubtful, at: iso(doc.at), by, note, callbackId, gate };
}

export async function presentStop(
  deps: Deps,
  doc: StopDoc,
  { reference }: Pick<CaseDoc, 'reference'>,
  caller: CaseCaller,
): Promise<ContactStop> {
  const { _id: stopId, caseId, contactId, cause, by, review } = doc;
  const reason = (await deps.attempts.reasonOf(doc)) ?? '';
  return {
    ...{ stopId, caseId, reference, contactId, cause, at: iso(doc.at), by },
    review: review === null ? null : { decision: review.decision, reason, at: iso(review.at), by: review.by },
    yours: doc.open && mayReview(doc, caller),
  };
}

/** Somebody who answers for the service, and not who was there: a second look is what it is for. */
export function mayReview({ by }: Pick<StopDoc, 'by'>, { agentId, role }: CaseCaller): boolean {
  return by.agentId !== agentId && relationsFor('contact.review', role).length > 0;
}
