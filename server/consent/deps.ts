/** What consent needs of the world; put together once, in app.ts. */
import type { Wording } from '../../shared/text/wording.ts';
import type { Audit } from '../audit/index.ts';
import type { ConversationDoc, ConversationLog } from '../conversations/index.ts';
import type { Partners } from '../partners/index.ts';
import type { Session } from '../platform/mongo.ts';
import type { Clock } from '../platform/ports.ts';
import type { ConsentFamily } from './consent-record.ts';
import type { ConsentsStore } from './consents.store.ts';

/** What a consent taken back does to the referral made from it, within the same transaction (C1). */
export interface OutboxPort {
  /** `superseded` stops what has not begun to leave; what has arrived stands. */
  stopIn(
    session: Session,
    consentId: string,
    cause: {
      readonly why: 'withdrawn' | 'superseded';
      readonly at: number;
      /** The member of staff who wrote down that it was taken back; left out: the person themselves. */
      readonly by?: string;
    },
  ): Promise<'stopped' | 'recalled'>;
  /** After the commit: tell those who look on, and send a recall without waiting for the next round. */
  changed(consentId: string): void;
}

/** A lead is called to what somebody was told that we may share, in the transaction that keeps that they were (H2). */
export interface LeadsPort {
  callIn(session: Session, told: { readonly conversationId: string; readonly requestId: string }): Promise<void>;
  /** Once that stands. */
  announce(requestId: string): void;
  /** The same where somebody at high risk took back what they had agreed to (H4). */
  callToWithdrawnIn(session: Session, withdrawn: Withdrawn): Promise<void>;
  announceWithdrawn(consentId: string): void;
}

export interface Withdrawn {
  readonly consentId: string;
  readonly conversationId: string | null;
  readonly caseId: string | null;
}

/** What is known of the person of a chat beside it. */
export interface PersonPort {
  /** Their other chats and their cases, this one among them. */
  familyOf(session: Session, conversation: ConversationDoc): Promise<ConsentFamily>;
  isHighRisk(session: Session, conversation: ConversationDoc): Promise<boolean>;
  /** An answer of this chat stands: what is due in its case may change by it. */
  answered(conversationId: string): void;
}

export interface ConsentDeps {
  readonly leads: LeadsPort;
  readonly person: PersonPort;
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
