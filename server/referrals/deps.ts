/** What referrals need of the world; put together once, in app.ts. */

import type { ClockSettings } from '../../shared/domain/clock-settings.ts';
import type { Competence } from '../../shared/domain/consent.ts';
import type { Relation } from '../../shared/domain/permissions.ts';
import type { Result } from '../../shared/result.ts';
import type { Audit } from '../audit/index.ts';
import type { ConsentsStore } from '../consent/index.ts';
import type { ConversationDoc, ConversationsStore } from '../conversations/index.ts';
import type { KeptOut } from '../kept-out/index.ts';
import type { CardsStore, Partners } from '../partners/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Logger } from '../platform/logger.ts';
import type { Database, Session } from '../platform/mongo.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { WebhookReply, WebhookRequest } from '../platform/send-webhook.ts';
import type { RetryPlan } from './backoff.ts';
import type { NoticesStore } from './notices.store.ts';
import type { OutboxStore, PersonRecords } from './outbox.store.ts';
import type { Notice, ReferralRow } from './referral-record.ts';
import type { SentStore } from './sent.store.ts';

export interface ReferralTimings {
  /** From the yes until it leaves (`REFERRAL_HOLD_MS`). */
  readonly holdMs: number;
  /** An attempt whose process died is taken up by another after this; well above the time an answer may take. */
  readonly leaseMs: number;
  readonly sweepMs: number;
  /** How long a partner may take to answer. */
  readonly answerMs: number;
  readonly retry: RetryPlan;
}

export interface CaseStanding {
  readonly atOnce: boolean;
  readonly lock: Result<null>;
  /** Who knows somebody in it. */
  readonly exclusions: readonly string[];
  readonly ageBand: string | null;
}

/** The case that a referral was made in, or that its talk is part of by now. */
export interface CasePort {
  /** One that became part of another is open while that is. */
  isOpen(caseId: string): Promise<boolean>;
  /** Ids, with those of what became part of it. */
  familyIn(session: Session, caseId: string): Promise<readonly string[]>;
  /** Into its timeline, in the transaction of what it tells of. */
  noteIn(session: Session, caseId: string, event: TimelineNote): Promise<void>;
  /** To be called once that stands. */
  changed(caseId: string): void;
}

export interface TimelineNote {
  readonly kind: string;
  readonly about: { readonly kind: string; readonly id: string };
  readonly codes: Readonly<Record<string, string>>;
  readonly by: { readonly agentId: string; readonly name: string };
  readonly at: number;
}

export interface ReferralsDeps {
  readonly database: Database;
  readonly outbox: OutboxStore;
  readonly sent: SentStore;
  readonly notices: NoticesStore;
  readonly consents: ConsentsStore;
  readonly conversations: Pick<ConversationsStore, 'find' | 'findIn' | 'findMany' | 'ofCaseIn'>;
  readonly partners: Partners;
  readonly cards: Pick<CardsStore, 'find' | 'all'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly timings: ReferralTimings;
  readonly send: (request: WebhookRequest) => Promise<WebhookReply>;
  /** How the service calls itself towards partners. */
  readonly serviceName: () => string;
  /** The same of a case, and whether the card is locked by the age that it knows (H10); null where there is none. */
  readonly standingOfCase: (
    session: Session,
    caseId: string,
    /** What was noted for the consent, and who released it. */
    competence: Competence | null,
  ) => Promise<CaseStanding | null>;
  /** What a member of staff is to a case. */
  readonly relationsToCase: (
    caseId: string,
    who: Pick<StaffSession, 'agentId' | 'teamId'>,
  ) => Promise<readonly Relation[]>;
  /** The cases that somebody works on, and which of these talks are theirs or of those. */
  readonly workOf: (who: Pick<StaffSession, 'agentId'>, conversationIds: readonly string[]) => Promise<PersonRecords>;
  readonly keptOut: KeptOut;
  readonly ofCase: CasePort;
  readonly clocks: () => ClockSettings;
  /**
   * The open request, made by reference and phrase, by which nothing more is to leave of this person (H4); it stops what was made
   * since as well.
   */
  readonly openRequestOf: (
    session: Session,
    row: Pick<ReferralRow, 'conversationId' | 'caseId'>,
  ) => Promise<string | null>;
  /** High risk, or the person asked for it: the referral leaves at once (H3). */
  readonly atOnce: (conversation: ConversationDoc, session?: Session) => Promise<boolean>;
  /** The grant of the case that the conversation is part of, else of this member of staff. */
  readonly fundingOf: (
    session: Session,
    from: { readonly caseId: string | null; readonly agentId: string },
  ) => Promise<string | null>;
  /** When a referral that ended at this time is deleted; by the service's retention rules. */
  readonly purgeAt: (ended: Date) => Date;
  /** Tells the staff of its conversation or case, on every node. */
  readonly referralChanged: (row: ReferralRow) => void;
  /** A person is told; asked again until it succeeds, so the same cause may come twice (C2). */
  readonly tellPerson: (notice: {
    readonly kind: Notice;
    readonly row: Pick<ReferralRow, 'conversationId' | 'caseId'>;
    readonly cause: string;
  }) => Promise<void>;
  /** That a row is due at this time; a convenience, the sweep finds it anyway. */
  readonly schedule: (row: Pick<ReferralRow, '_id' | 'attempt' | 'dueAt'>) => void;
}
