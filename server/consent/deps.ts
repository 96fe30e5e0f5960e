/** What consent needs of the world; put together once, in app.ts. */
import type { Wording } from '../../shared/text/wording.ts';
import type { Audit } from '../audit/index.ts';
import type { ConversationLog } from '../conversations/index.ts';
import type { Partners } from '../partners/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { Clock } from '../platform/ports.ts';
import type { ConsentsStore } from './consents.store.ts';

/** What a consent taken back does to the referral made from it, within the same transaction (C1). */
export interface OutboxPort {
  /** `superseded` stops what has not begun to leave; what has arrived stands. */
  stopIn(
    session: Session,
    consentId: string,
    cause: { readonly why: 'withdrawn' | 'superseded'; readonly at: number },
  ): Promise<'stopped' | 'recalled'>;
  /** After the commit: tell those who look on, and send a recall without waiting for the next round. */
  changed(consentId: string): void;
}

/** A lead is called to what somebody was told that we may share, in the transaction that keeps that they were (H2). */
export interface LeadsPort {
  callIn(session: Session, told: { readonly conversationId: string; readonly requestId: string }): Promise<void>;
  /** Once that stands. */
  announce(requestId: string): void;
}

export interface ConsentDeps {
  readonly leads: LeadsPort;
  readonly log: ConversationLog;
  readonly consents: ConsentsStore;
  readonly outbox: OutboxPort;
  readonly partners: Partners;
  readonly audit: Audit;
  readonly clock: Clock;
  /** Only wordings that a named person approved, in languages that are on (H11). */
  readonly wordings: () => readonly Wording[];
  /** When a consent that ends at this time is deleted; by the service's retention rules. */
  readonly purgeAt: (ended: Date) => Date;
}
