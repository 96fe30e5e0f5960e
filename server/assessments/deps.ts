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

export interface CaseSubject {
  readonly teamId: string;
  readonly reference: string;
  readonly ageBand: AgeBand | null;
  readonly risk: StandingLevel;
  readonly crimeTypes: readonly string[];
  readonly conversationIds: readonly string[];
}

export interface CaseRiskChange {
  readonly caseId: string;
  readonly to: RiskLevel;
  readonly by: 'tool' | 'judgement';
  readonly assessmentId: string;
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
  readonly audit: Audit;
  readonly clock: Clock;
}

export interface LeadCall {
  readonly causeId: string;
  readonly conversationId: string | null;
  readonly caseId: string | null;
}

/** An answer calls for a lead: once an assessment and rule, in the transaction that saves the answer. */
export interface LeadsPort {
  callIn(session: Session, call: LeadCall): Promise<void>;
  /** Once that stands. */
  announce(causeId: string): void;
}

export interface AssessmentsDeps extends ToolsDeps {
  readonly assessments: AssessmentsStore;
  readonly conversations: ConversationsPort;
  readonly cases: CasesPort;
  readonly approvals: Approvals;
  readonly qualification: QualificationLookup;
  readonly ids: Ids;
  readonly newKey: (scope: string) => { insertIn(session: Session): Promise<void> };
  readonly forgetKey: (scope: string) => void;
  /** When what belongs to no case is deleted. */
  readonly keptUntil: (at: number) => Date;
  readonly leads: LeadsPort;
}
