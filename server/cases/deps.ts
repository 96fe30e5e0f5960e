/** What the use cases of cases need of the world; put together once, in compose-cases.ts. */
import type { ClockSettings } from '../../shared/domain/clock-settings.ts';
import type { HeldDetail } from '../../shared/domain/held-details.ts';
import type { StandingLevel } from '../../shared/domain/risk-level.ts';
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Role } from '../../shared/protocol/desk.ts';
import type { KnownCodes } from '../../shared/reference/known-codes.ts';
import type { Result } from '../../shared/result.ts';
import type { Audit } from '../audit/index.ts';
import type { ContentDigest } from '../platform/content-digest.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Database, Session } from '../platform/mongo.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { BlindIndex } from './blind-index.ts';
import type { CaseChange, CaseDoc, CasePerson } from './case.ts';
import type { CaseEraser } from './case-eraser.store.ts';
import type { CasesStore } from './cases.store.ts';
import type { CaseEventsStore } from './events.store.ts';
import type { CaseLinksStore } from './links.store.ts';
import type { SectionsStore } from './sections.store.ts';

export type CaseCaller = Pick<StaffSession, 'agentId' | 'name' | 'role' | 'teamId'>;

/** What cases ask of conversations. */
export interface ConversationsPort {
  /** The conversation as its holder sees it; `not_found` for everybody else. */
  read(conversationId: string, caller: CaseCaller): Promise<Result<StaffConversation>>;
  /** With the highest level of risk that its assessments bring into the case. */
  linkIn(
    session: Session,
    link: { conversationId: string; caseId: string },
    caller: CaseCaller,
  ): Promise<Result<StandingLevel>>;
  /** To be called when the link stands: everybody who follows sees it. */
  linked(conversationId: string): Promise<void>;
  /**
   * In the transaction that keeps staff out of the case, or lets them in again: its conversations follow. `conflict` while
   * one of them is in one that goes on.
   */
  keepOutIn(
    session: Session,
    caseId: string,
    change: { readonly keptOut: readonly string[]; readonly letIn: readonly string[] },
  ): Promise<Result<null>>;
  /** Who said that they know somebody in it. */
  keptOutOfIn(session: Session, conversationId: string): Promise<readonly string[]>;
  /** Once that stands: it is shown to nobody any more who is kept out. */
  tellKeptOut(caseId: string): void;
  ofCase(caseId: string): Promise<readonly LinkedConversation[]>;
  /** Whether they have a conversation of this case in their hands now. */
  holdsOneOf(caseId: string, agentId: string): Promise<boolean>;
}

export interface LinkedConversation {
  readonly conversationId: string;
  readonly startedAt: number;
}

export interface StaffMember extends CasePerson {
  readonly role: Role;
  readonly teamId: string;
  /** The grant that pays for their work, where one is set. */
  readonly fundingStream: string | null;
}

/** What cases ask of the people who work here. */
export interface StaffPort {
  find(agentId: string): Promise<StaffMember | null>;
  /** Everybody who can sign in, of one team or (null) of all. */
  all(teamId: string | null): Promise<StaffMember[]>;
  /** False where another grant than `was` pays by now. */
  fund(session: Session, agentId: string, fundingStream: string | null, was: string | null): Promise<boolean>;
}

export interface CaseFacts {
  readonly clocks: ClockSettings;
  readonly caseloadMaximum: number | null;
  readonly versions: Readonly<Record<string, string>>;
  /** Which codes the lists and the service pack in force know. */
  readonly codes: KnownCodes;
}

/** Something that another duty keeps of a case and that is not finished. */
export interface OpenThing {
  readonly kind: string;
  readonly id: string;
  /** Not so: somebody has to settle it first, whatever else is said. */
  readonly endsWithCase: boolean;
  /** A lead's to decide: it ends with the case only where a lead says so, and why. */
  readonly byLead?: true;
  /** It goes on without the case: somebody else sees to it, and whoever closes has read that. */
  readonly goesOn?: true;
  /** By which staff know it, where its kind does not say enough: never anything of a person. */
  readonly name?: string;
}

export interface CaseMoment {
  /** As it will stand after the change. */
  readonly doc: CaseDoc;
  readonly now: number;
}

/** A duty that keeps something of a case, and follows it inside the transaction of the change. */
export interface CaseFollower {
  openIn(session: Session, caseId: string): Promise<readonly OpenThing[]>;
  /** Ends what is open; what changes of the case by it. What is a lead's is ended by whoever closes (`open-things.ts`). */
  endIn(session: Session, moment: CaseMoment & { readonly by: CasePerson }): Promise<CaseChange>;
  /** Others work on it now: nothing stays with who no longer does. */
  handOverIn(session: Session, moment: CaseMoment): Promise<void>;
  /** Once the end of a case stands: nobody need come any more to what ended with it. `before` is how it stood. */
  ended?(before: CaseDoc, after: CaseDoc): Promise<void>;
}

export interface CasesDeps {
  readonly database: Database;
  readonly cases: CasesStore;
  readonly sections: SectionsStore;
  readonly events: CaseEventsStore;
  readonly links: CaseLinksStore;
  readonly blindIndex: BlindIndex;
  readonly requestDigest: ContentDigest;
  readonly conversations: ConversationsPort;
  readonly staff: StaffPort;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly newKey: (scope: string) => { insertIn(session: Session): Promise<void> };
  readonly forgetKey: (scope: string) => void;
  readonly facts: () => CaseFacts;
  /** When a case closed at this time is deleted. */
  readonly purgeAt: (doc: Pick<CaseDoc, 'ageBand'>, closedAt: number) => Date;
  /** Filled when the duties are put together. */
  readonly followers: CaseFollower[];
  /** The same: what contacts a case has, and how each stands at the gate. */
  readonly heldDetails: ((of: CaseDoc, family: readonly string[]) => Promise<readonly HeldDetail[]>)[];
  /** The same: what each duty deletes when a case is deleted. */
  readonly erasers: CaseEraser[];
  /** An open case was left without an owner: whoever gives out cases is called, in the transaction that left it so. */
  readonly callForOwnerIn: (session: Session, caseId: string) => Promise<void>;
  /** For whom they have the work now, since those are away. */
  readonly coveredBy: (agentId: string) => Promise<readonly string[]>;
  /** Once a change stands: what turns on it (clocks, rights, pathways, views) is looked at again. */
  readonly changed: (caseId: string) => void;
}
