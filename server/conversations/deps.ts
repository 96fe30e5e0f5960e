/** What the conversation use cases need of the world; put together once, in app.ts. */

import type { AlertKind } from '../../shared/domain/alert-kinds.ts';
import type { Priority, WrapUp } from '../../shared/protocol/conversation.ts';
import type { Role } from '../../shared/protocol/desk.ts';
import type { Service } from '../../shared/protocol/service.ts';
import type { AgentsStore } from '../agents/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Background } from '../platform/background.ts';
import type { Logger } from '../platform/logger.ts';
import type { Database, Session } from '../platform/mongo.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { Rooms } from '../platform/rooms.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import type { Shown } from '../platform/shown.ts';
import type { Signals } from '../platform/signals.redis.ts';
import type { Steps } from '../platform/steps.ts';
import type { ConversationDoc } from './conversation.ts';
import type { ConversationsStore } from './conversations.store.ts';
import type { CreatedLog } from './create-log.ts';
import type { Delivery } from './delivery.ts';
import type { NotesStore } from './notes.store.ts';
import type { Presenter } from './presenter.ts';
import type { VisitorTokens } from './visitor-token.ts';

/** A signed-in member of staff, as each event finds them. */
export interface StaffCaller {
  readonly agentId: string;
  readonly name: string;
  readonly role: Role;
  readonly teamId: string;
  readonly socketId: string;
}

/** The service as the conversations need to know it. */
export interface ServicePort {
  status(): Promise<Service>;
  /** The service as it stands where it takes no new conversation now; null where it does. Seldom asks the database. */
  refusal(): Promise<Service | null>;
  queue(queueId: string): Promise<{ readonly requiredSkills: readonly string[] } | null>;
  versions(): Promise<Readonly<Record<string, string>>>;
  teamId(): string;
  visitorGraceMs(): number;
  /** After so long without the visitor a conversation without any risk ends by itself. */
  silenceMs(): number;
  /** When a conversation closed at this time is deleted; longer when it is linked to a person. */
  purgeAt(closedAt: number, linked: boolean): Date;
  /** When a record made at this time is deleted, by the service's retention rules. */
  keptUntil(record: 'alert' | 'availability' | 'audit' | 'concern' | 'survey', madeAt: number): Date;
}

/** The queue as the conversations need to know it (queue depends on conversations, not the other way round). */
export interface QueuePort {
  keyOf(enqueuedAt: number, priority: Priority): number;
  /** Something that the matcher should look at happened, to this conversation or (null) to nobody in particular. */
  changed(conversationId: string | null): void;
  /** An offer goes with its conversation: that is written with the end, and its agent is told afterwards. */
  endOfferIn(session: Session, offerId: string, at: number): Promise<void>;
  offerWithdrawn(offer: {
    agentId: string;
    offerId: string;
    conversationId: string;
    reason: 'visitor_left' | 'taken' | 'availability';
  }): void;
  agentChanged(agentId: string): void;
  /** Takes back what rings at these agents: something else needs them whole. */
  stopRinging(agentIds: readonly string[]): Promise<void>;
  /** Until when an agent is left in peace after this conversation; null when it was not a hard one (H19). */
  pauseAfter(doc: ConversationDoc, risk: WrapUp['risk'], now: number): number | null;
}

export interface NewAlert {
  readonly kind: AlertKind;
  readonly conversationId?: string;
  readonly agentId?: string;
  /** Of a case rather than a conversation: whoever comes opens the case. */
  readonly caseId?: string;
  /** One alert a cause; without it, one of a kind, conversation and agent a day. */
  readonly causeId?: string;
}

/** Words that a person should see at once (H6), and emergencies that forbid an ordinary end (H5). */
export interface SafeguardingPort {
  watchedWords(text: string): boolean;
  raiseAlert(alert: NewAlert): Promise<void>;
  /**
   * In the transaction of what it is about, so that neither stands without the other. Where this cause has one that is not
   * over, nothing happens.
   */
  raiseAlertIn(session: Session, alert: NewAlert & { readonly causeId: string }): Promise<void>;
  /** Once it is committed: tells the desks. What a node did not come to tell is found by a sweep. */
  announce(causeId: string): void;
  /** The alert of this cause is over, whoever has taken it; nothing happens where there is none. */
  putAway(causeId: string): Promise<void>;
  openEmergency(conversationId: string): Promise<boolean>;
  /** An emergency is open in it, and no lead has agreed that it may end. */
  endNeedsLead(conversationId: string): Promise<boolean>;
  /**
   * Under 13, and something sexual: a child-protection record is opened, once (H10), in the transaction that makes it so. What
   * is to be announced then; null where there is none.
   */
  lookAtChildIn(
    session: Session,
    conversation: ConversationDoc,
    by: Pick<StaffCaller, 'agentId' | 'name' | 'role' | 'teamId'>,
  ): Promise<string | null>;
  /** A lead who ends it agrees; nothing happens where no emergency is open. */
  agreeToEnd(conversationId: string, lead: Pick<StaffCaller, 'agentId' | 'name' | 'role'>): Promise<void>;
}

export interface ConversationsDeps {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly log: CreatedLog;
  readonly store: ConversationsStore;
  readonly notes: NotesStore;
  readonly agents: AgentsStore;
  readonly presenter: Presenter;
  readonly delivery: Delivery;
  readonly shown: Shown;
  readonly notesShown: Shown;
  readonly rooms: Rooms;
  readonly signals: Signals;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly tokens: VisitorTokens;
  readonly logger: Logger;
  readonly background: Background;
  readonly nodeId: string;
  readonly steps: Steps;
  readonly service: ServicePort;
  readonly queue: QueuePort;
  readonly safeguarding: SafeguardingPort;
}
