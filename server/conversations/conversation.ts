/** What the service stores of a conversation. In clear only codes, times and ids; what anybody said is sealed (P1). */
import type { mongo } from 'mongoose';
import type { ConversationState, OpeningItem, Priority } from '../../shared/protocol/conversation.ts';
import type { Reason } from '../../shared/protocol/desk.ts';

export interface Exclusion {
  readonly agentId: string;
  readonly reason: 'missed' | 'declined' | 'conflict_of_interest' | 'skill';
  /** Epoch ms; null never lapses (a conflict of interest). */
  readonly until: number | null;
}

/** The one standing offer. It expires when that is written, not when the clock passes. */
export interface StandingOffer {
  readonly offerId: string;
  readonly agentId: string;
  readonly madeAt: number;
  readonly expiresAt: number;
  /** The matcher's lease under which it was made. */
  readonly epoch: number;
  readonly reasons: readonly Reason[];
}

export interface Holder {
  readonly agentId: string;
  /** The chosen first name that the visitor sees. */
  readonly name: string;
}

/** Where the visitor's live connection is; `away` when it has just dropped, `lost` after the grace, `left` by exit. */
export interface Connection {
  readonly state: 'connected' | 'away' | 'lost' | 'left';
  /** Epoch ms since when it is so. */
  readonly since: number;
  readonly nodeId: string | null;
  readonly socketId: string | null;
}

export interface StateChange {
  readonly state: ConversationState;
  readonly at: number;
  /** An agent's id, `visitor` or `system`. */
  readonly by: string;
}

export interface ConversationDoc {
  readonly _id: string;
  readonly revision: number;
  readonly state: ConversationState;
  readonly channel: 'chat';
  readonly queueId: string;
  readonly teamId: string;
  readonly priority: Priority;
  /** The order of the queue as one stored number: `enqueuedAt − headStart[priority]`. */
  readonly queueKey: number;
  readonly createdAt: number;
  readonly enqueuedAt: number;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  readonly closedAt: number | null;
  readonly endReason: string | null;
  readonly offer: StandingOffer | null;
  readonly holder: Holder | null;
  readonly consulting: readonly Holder[];
  readonly exclusions: readonly Exclusion[];
  /** The agent who had this person just before, preferred when free. */
  readonly previousAgentId: string | null;
  readonly language: string;
  readonly languageNeeded: boolean;
  readonly requiredSkills: readonly string[];
  readonly preferredSkills: readonly string[];
  readonly ageBand: string | null;
  /** When that was said, here or in the case that it was learned from; absent in what began before it was kept. */
  readonly ageAt?: number | null;
  readonly riskFlag: boolean;
  readonly connection: Connection;
  readonly reads: { readonly visitor: number; readonly agent: number };
  readonly opening: readonly OpeningItem[];
  /** What staff recorded of a child's understanding, and the lead who released the card (H10). */
  readonly competence: { readonly noteId: string | null; readonly releasedBy: string | null } | null;
  /** SHA-256 of the visitor's token; null when it is dead. */
  readonly tokenHash: string | null;
  /** When they left by Exit after it had ended: an end by Exit is its `endReason`. */
  readonly exitedAt?: number | null;
  readonly tokenKid: string;
  readonly tokenUntil: number;
  /** The clientId of the request, so that a retried request finds its conversation; and a keyed digest of its content. */
  readonly requestId: string;
  readonly requestDigest: string;
  readonly preChat: mongo.Binary | null;
  readonly wrapUp: mongo.Binary | null;
  /** The case that it became part of, with the person's agreement; absent in what began before there were cases. */
  readonly caseId?: string | null;
  /** A safeguarding concern follows from it: kept as long as one of a case. */
  readonly concerned?: boolean;
  /** How many concerns, disclosures and assessments were recorded of it. */
  readonly recorded?: number;
  readonly transitions: readonly StateChange[];
  /** Versions of form, wording and reference lists in force when it began. */
  readonly versions: Readonly<Record<string, string>>;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

/** What a state change may set; the revision and the transition are added by the one who writes it. */
export type ConversationChange = Partial<Omit<ConversationDoc, '_id' | 'revision' | 'transitions' | 'createdAt'>>;
