/** What referrals of a case need beside the outbox; put together once, in compose-case-consents.ts. */
import type { ToldReferral } from '../../shared/protocol/http/case-referrals.ts';
import type { Result } from '../../shared/result.ts';
import type { CasesDeps } from '../cases/index.ts';
import type { CaseConsentDeps, ConsentsStore } from '../consent/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { CaseStanding } from './deps.ts';
import type { Made, Making } from './make-referral.ts';
import type { OutboxStore } from './outbox.store.ts';
import type { SentStore } from './sent.store.ts';

export type TakenOn = NonNullable<ToldReferral['takenOn']>;

export interface CaseReferralDeps {
  readonly cases: CasesDeps;
  readonly consents: ConsentsStore;
  readonly outbox: Pick<OutboxStore, 'find' | 'ofPerson'>;
  readonly sent: Pick<SentStore, 'of'>;
  /** What the partner said last when it took it on, or put it on its waiting list: who, from which day, how long. */
  readonly takenOn: (referralId: string) => Promise<TakenOn | null>;
  readonly referrals: {
    makeIn(session: Session, making: Making): Promise<Result<Made>>;
    made(made: Made): void;
  };
  readonly talksOf: CaseConsentDeps['talksOf'];
  readonly standingOfCase: (session: Session, caseId: string) => Promise<Pick<CaseStanding, 'atOnce'> | null>;
}
