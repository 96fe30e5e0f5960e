/** What the use cases of assessments need of the world; put together once, in compose-assessments.ts. */
import type { RiskLevel, StandingLevel } from '../../shared/domain/risk-level.ts';
import type { WrapUp } from '../../shared/protocol/conversation.ts';
import type { AgeBand, PreChat } from '../../shared/protocol/pre-chat.ts';
import type { Result } from '../../shared/result.ts';
import type { Approvals } from '../approvals/index.ts';
import type { Audit } from '../audit/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Database, Session } from '../platform/mongo.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { AssessmentsStore } from './assessments.store.ts';
import type { LoadedToolsStore } from './tools.store.ts';

export type AssessmentCaller = Pick<StaffSession, 'agentId' | 'name' | 'role' | 'teamId'>;

/** A conversation as an assessment needs to know it. */
export interface ConversationSubject {
  readonly teamId: string;
  readonly caseId: string | null;
  readonly ageBand: AgeBand | null;
  readonly preChat: PreChat | null;
  readonly wrapUp: WrapUp | null;
}

export interface ConversationsPort {
  /** `not_found` for whoever may not reach it. */
  reach(conversationId: string, caller: AssessmentCaller): Promise<Result<ConversationSubject>>;
  /** An assessment of it begins in this transaction; the case that it is part of. */
  recordIn(session: Session, conversationId: string): Promise<string | null>;
}

export interface RootCase {
  readonly caseId: string;
  readonly reference: string;
  readonly teamId: string;
  /** What is sealed of it is sealed under this. */
  readonly scope: string;
}

export interface CaseSubject {
  readonly teamId: string;
  readonly reference: string;
  /** The one that it became part of, else itself: what two people decide for the person is kept with it. */
  readonly root: RootCase;
  readonly ageBand: AgeBand | null;
  readonly risk: StandingLevel;
  readonly crimeTypes: readonly string[];
  readonly conversationIds: readonly string[];
  /** It, or the one that it is part of. */
  readonly isOpen: boolean;
  /** The case and those that became part of it: what is read with it. */
  readonly caseIds: readonly string[];
  /** All cases of that person. */
  readonly familyIds: readonly string[];
}

export interface CaseRiskChange {
  readonly caseId: string;
  readonly to: RiskLevel;
  readonly by: 'tool' | 'judgement';
  /** By two people; everything else only raises. */
  readonly lowers: boolean;
  /** Null: by judgement on the case itself. */
  readonly assessmentId: string | null;
  readonly reason: string | null;
}

export interface CaseNews {
  readonly kind: 'assessment_started' | 'assessment_finished';
  readonly assessmentId: string;
  readonly codes: Readonly<Record<string, string>>;
  readonly at: number;
}

export interface ReviewDue {
  readonly tool: string;
  readonly at: number | null;
  readonly looksAtRisk: boolean;
}

/** Cases as assessments need them: the level of risk is the case's, and follows in the same transaction. */
export interface CasesPort {
  reach(caseId: string, caller: AssessmentCaller, how: 'read' | 'write'): Promise<Result<CaseSubject>>;
  /** All cases of the person, the one that the others became part of first. */
  familyIn(session: Session, caseId: string): Promise<readonly string[]>;
  /** The person's: of the case that this one is part of, where it is part of one. */
  riskIn(session: Session, caseId: string): Promise<StandingLevel | null>;
  changeRiskIn(session: Session, change: CaseRiskChange, caller: AssessmentCaller): Promise<void>;
  tellIn(session: Session, caseId: string, news: CaseNews, caller: AssessmentCaller): Promise<void>;
  /** When this tool is due to be looked at again (null: not by itself), and whether the risk was looked at with it. */
  reviewDueIn(session: Session, caseId: string, due: ReviewDue): Promise<void>;
  /** Once a change stands. */
  changed(caseId: string): void;
}

export interface Qualification {
  readonly held: boolean;
  /** The day it ends, where it does. */
  readonly until: string | null;
}

/** Whether somebody holds what a tool asks for, on this day. */
export type QualificationLookup = (agentId: string, code: string, day: string) => Promise<Qualification>;

export interface ToolsDeps {
  readonly database: Database;
  readonly tools: LoadedToolsStore;
  readonly approvals: Approvals;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly newKey: (scope: string) => { insertIn(session: Session): Promise<void> };
  readonly forgetKey: (scope: string) => void;
}

export interface LeadCall {
  readonly kind: 'assessment_lead' | 'risk_high';
  readonly causeId: string;
  readonly conversationId: string | null;
  readonly caseId: string | null;
}

/** An answer, or somebody's judgement, calls for a lead: once, in the transaction that saves it. */
export interface LeadsPort {
  callIn(session: Session, call: LeadCall): Promise<void>;
  /** Once that stands. */
  announce(causeId: string): void;
}

export interface AssessmentsDeps extends ToolsDeps {
  readonly assessments: AssessmentsStore;
  readonly conversations: ConversationsPort;
  readonly cases: CasesPort;
  readonly qualification: QualificationLookup;
  /** Whether this is a therapeutic plan of the case, or of one that became part of it. */
  readonly isTherapyOf: (caseId: string, planId: string) => Promise<boolean>;
  /** When what belongs to no case is deleted. */
  readonly keptUntil: (at: number) => Date;
  readonly leads: LeadsPort;
}
