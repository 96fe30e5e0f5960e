// The only door to what people agreed to share.

import { answerConsent } from './answer-consent.ts';
import { askConsent } from './ask-consent.ts';
import type { ConsentDeps } from './deps.ts';
import { answerSharing, tellSharing } from './sharing.ts';
import { withdrawConsent } from './withdraw-consent.ts';

export { createConsentRoutes } from './case-consents.http.ts';
export type { CaseConsentDeps, ReleasePort, Talk } from './case-deps.ts';
export { type ConsentDoc, type ConsentFamily, consentId, isOfFamily } from './consent-record.ts';
export { type ConsentsStore, consentRequestsSpec, consentsSpec, createConsentsStore } from './consents.store.ts';
export type { ConsentDeps, LeadsPort, OutboxPort, PersonPort } from './deps.ts';
export { personOfCase } from './family-of-case.ts';
export { releaseEffects } from './release-consent.ts';
export { bringReviews } from './review-due.ts';
export { settleNewest } from './settle-newest.ts';
export { writeInChat } from './tell-taken-back.ts';
export { tellWithdrawn, type WithdrawOrder, withdrawOfPerson } from './withdraw-of-person.ts';

type Bound<F> = F extends (deps: ConsentDeps, input: infer I) => infer O ? (input: I) => O : never;

/** The commands of consent; staff commands come with their `actor`, the visitor's with their `conversationId`. */
export interface Consent {
  readonly ask: Bound<typeof askConsent>;
  readonly answer: Bound<typeof answerConsent>;
  readonly withdraw: Bound<typeof withdrawConsent>;
  readonly tell: Bound<typeof tellSharing>;
  readonly answerTold: Bound<typeof answerSharing>;
}

export function createConsent(deps: ConsentDeps): Consent {
  return {
    ask: (input) => askConsent(deps, input),
    answer: (input) => answerConsent(deps, input),
    withdraw: (input) => withdrawConsent(deps, input),
    tell: (input) => tellSharing(deps, input),
    answerTold: (input) => answerSharing(deps, input),
  };
}
