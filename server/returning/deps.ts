/** What coming back by phrase needs of the world; put together once, in compose-returning.ts. */
import type { PhraseFacts } from '../../shared/domain/return-phrase.ts';
import type { Note, ReferralState } from '../../shared/protocol/desk.ts';
import type { ToldReferral } from '../../shared/protocol/http/case-referrals.ts';
import type { Result } from '../../shared/result.ts';
import type { Audit } from '../audit/index.ts';
import type { SafeguardingPort } from '../conversations/index.ts';
import type { Passwords } from '../identity/index.ts';
import type { KeptOut } from '../kept-out/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Logger } from '../platform/logger.ts';
import type { Database, Session } from '../platform/mongo.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { PhrasesStore } from './phrases.store.ts';
import type { ReferenceIndex } from './reference-index.ts';
import type { RequestsStore } from './requests.store.ts';
import type { ReturnsStore } from './returns.store.ts';
import type { TriesStore } from './tries.store.ts';

export type Caller = Pick<StaffSession, 'sessionId' | 'agentId' | 'name' | 'role' | 'teamId'>;

/** What a phrase is of: one conversation, or one case. */
export interface Subject {
  readonly caseId: string | null;
  readonly conversationId: string | null;
}

/** Everywhere that the person is known. */
export interface PersonRecords {
  readonly caseIds: readonly string[];
  readonly conversationIds: readonly string[];
}

export interface Person extends PersonRecords {
  /** The case that stays. */
  readonly caseId: string | null;
  readonly highRisk: boolean;
  readonly under18: boolean;
  /** Who has the case. */
  readonly ownerId: string | null;
}

/** Of whoever the right words stand for, read in place of what the caller may reach. */
export interface Known extends PhraseFacts, PersonRecords {
  /** The case that stays, and its reference; a conversation has none. */
  readonly caseId: string | null;
  readonly reference: string | null;
  readonly highRisk: boolean;
  /** Somebody else answered, or a voice was doubtful, and nobody has reviewed that (H17). */
  readonly contactStopped: boolean;
}

export interface Happened {
  readonly kind: 'returned_by_phrase' | 'return_words_used' | 'told_what_was_shared';
  readonly returnId: string | null;
  readonly codes: Readonly<Record<string, string>>;
  readonly caller: Caller;
}

export interface PeoplePort {
  /** Null where nothing of them is kept any more. */
  knownOf(subject: Subject): Promise<Known | null>;
  /** The chat that the caller has with somebody now. */
  talkWith(conversationId: string, caller: Caller): Promise<Result<{ readonly saidNotSafe: boolean }>>;
  mayReadTalk(conversationId: string, caller: Caller): Promise<boolean>;
  mayReadCase(caseId: string, caller: Caller): Promise<boolean>;
  notesOf(conversationId: string): Promise<readonly Note[]>;
  /** A line in the timeline of their case. */
  happenedIn(session: Session, caseId: string, happened: Happened): Promise<void>;
  /** In the transaction that stops their sharing; null where nothing of them is kept any more. */
  personIn(session: Session, subject: Subject): Promise<Person | null>;
  /** What decides about a warning, and the reference of their case; for whoever may write there. */
  factsFor(subject: Subject, caller: Caller): Promise<Result<PhraseFacts & { readonly reference: string | null }>>;
  /** Whether they may decide about what is shared of this person. */
  mayDecide(subject: Subject, caller: Caller): Promise<Result<null>>;
  referenceOf(caseId: string): Promise<string | null>;
  /** Puts what is due into the case or, null, takes it away; with a line in its timeline. */
  dueIn(session: Session, caseId: string, due: CaseDue): Promise<void>;
  /** What was said about a decision, where no case has a timeline for it. */
  noteFor(
    conversationId: string,
    note: { readonly noteFor: string; readonly text: string },
    caller: Caller,
  ): Promise<void>;
  /** Their words, as a line of the system in the chat; false where the conversation has ended. */
  sayInChat(conversationId: string, clientId: string, text: string): Promise<boolean>;
  changed(caseId: string): void;
}

export interface CaseDue {
  readonly requestId: string;
  readonly due: { readonly kind: 'withdrawal_check' | 'withdrawal_lead'; readonly at: number } | null;
  readonly event: 'withdrawal_asked' | 'withdrawal_withdrawn' | 'withdrawal_continued';
  readonly text: string | null;
  readonly caller: Caller | null;
}

interface Order extends PersonRecords {
  readonly at: number;
}

export interface SharingPort {
  /** Everything not yet sent waits, and who has something is told to pause; the ids of these referrals. */
  holdIn(session: Session, order: Order & { readonly requestId: string }): Promise<readonly string[]>;
  resumeIn(session: Session, order: Order & { readonly requestId: string; readonly by: string }): Promise<void>;
  withdrawIn(session: Session, order: Order & { readonly caller: Caller }): Promise<void>;
  /** Once that stands: it is told where they had agreed to it. */
  withdrawn(person: PersonRecords): Promise<void>;
  /** Once it stands: staff see it, and what is due is sent without waiting for the next round. */
  announce(person: PersonRecords): Promise<void>;
  /** What they can be told of what was shared, from what really went. */
  told(person: PersonRecords): Promise<readonly ToldReferral[]>;
  /** How somebody of a chat said that it is OK to reach them, where they agreed that it is shared; null where they did not. */
  safeContactOf(conversationId: string): Promise<string | null>;
  view(referralIds: readonly string[]): Promise<readonly SharedView[]>;
}

export interface SharedView {
  readonly referralId: string;
  readonly recipientName: string;
  readonly state: ReferralState;
}

export interface ReturningDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly audit: Audit;
  readonly phrases: PhrasesStore;
  readonly tries: TriesStore;
  readonly requests: RequestsStore;
  readonly returns: ReturnsStore;
  readonly references: ReferenceIndex;
  readonly passwords: Passwords;
  readonly people: PeoplePort;
  readonly sharing: SharingPort;
  readonly alerts: Pick<SafeguardingPort, 'raiseAlertIn' | 'announce' | 'putAway'>;
  readonly keptOut: KeptOut;
  /** Of the pages that people outside open. */
  readonly publicOrigin: string;
  /** The same bytes for the same words, and nothing to be guessed from them: what is asked for twice is answered alike. */
  readonly bytesFor: (label: string) => Uint8Array;
  /** Tries of staff, counted a worker and a reference, whether there is such a reference or not; right ones do not count. */
  readonly checks: {
    /** Null, or how long to wait. */
    attempt(agentId: string, mac: string): Promise<number | null>;
    wasRight(agentId: string, mac: string): Promise<void>;
  };
  /** What stands for a place, by which its tries are counted; null where they are not. */
  readonly placeOf: (address: string) => string | null;
  /** Counts a try of this place that could be right: how long until one may be judged; null when this one may. */
  readonly limit: (place: string) => Promise<number | null>;
  /** Counts what comes from this place, right or wrong: whether it is so much that all others go first. */
  readonly isCrowding: (place: string) => Promise<boolean>;
  /** Where very many try at once, each waits a little; nobody is shut out. */
  readonly slowDown: () => Promise<void>;
  readonly keptUntil: (ended: number) => Date;
}
