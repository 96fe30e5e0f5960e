// The only door to what people agreed to share.

import type { Session } from '../platform/mongo.ts';
import { answerConsent } from './answer-consent.ts';
import { askConsent } from './ask-consent.ts';
import type { ConsentDeps } from './deps.ts';
import { answerSharing, tellSharing } from './sharing.ts';
import { withdrawConsent } from './withdraw-consent.ts';
import { withdrawOfPerson } from './withdraw-of-person.ts';

export { createConsentRoutes } from './case-consents.http.ts';
export type { CaseConsentDeps, ReleasePort, Talk } from './case-deps.ts';
export { type ConsentDoc, type ConsentFamily, consentId, isOfFamily } from './consent-record.ts';
export { type ConsentsStore, consentRequestsSpec, consentsSpec, createConsentsStore } from './consents.store.ts';
export type { ConsentDeps, LeadsPort, OutboxPort, PersonPort } from './deps.ts';
export { personOfCase } from './family-of-case.ts';
export { releaseEffects } from './release-consent.ts';
export { bringReviews } from './review-due.ts';
export { settleNewest } from './settle-newest.ts';

type Bound<F> = F extends (deps: ConsentDeps, input: infer I) => infer O ? (input: I) => O : never;

/** The commands of consent; staff commands come with their `actor`, the visitor's with their `conversationId`. */
export interface Consent {
  readonly ask: Bound<typeof askConsent>;
  readonly answer: Bound<typeof answerConsent>;
  readonly withdraw: Bound<typeof withdrawConsent>;
  /** Everything that a person agreed to, in the transaction of a decision; the ids go to `outbox.changed` once it stands. */
  readonly withdrawOfPersonIn: (
    session: Session,
    order: Parameters<typeof withdrawOfPerson>[2],
  ) => ReturnType<typeof withdrawOfPerson>;
  readonly tell: Bound<typeof tellSharing>;
  readonly answerTold: Bound<typeof answerSharing>;
}

export function createConsent(deps: ConsentDeps): Consent {
  return {
    ask: (input) => askConsent(deps, input),
    answer: (input) => answerConsent(deps, input),
    withdraw: (input) => withdrawConsent(deps, input),
    withdrawOfPersonIn: (session, order) => withdrawOfPerson(deps, session, order),
    tell: (input) => tellSharing(deps, input),
    answerTold: (input) => answerSharing(deps, input),
  };
}
