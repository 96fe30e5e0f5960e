/** What the service stores of plans and actions: in clear codes, ids and times; what is meant and what came of it is sealed (P1). */
import type { mongo } from 'mongoose';
import type {
  ActionDoer,
  ActionState,
  GoalState,
  PLAN_PROGRESS,
  PlanState,
  SessionState,
} from '../../shared/domain/plan-states.ts';
import type { CasePerson } from '../cases/index.ts';

export interface PlanDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string;
  readonly revision: number;
  readonly kind: string;
  readonly group: string | null;
  readonly state: PlanState;
  readonly lead: CasePerson | null;
  /** Days in England. */
  readonly startedOn: string;
  readonly waitingSince: string | null;
  readonly reviewOn: string | null;
  readonly endedAt: number | null;
  readonly outcome: string | null;
  /** Of a therapeutic plan. */
  readonly modality: string | null;
  readonly sessions: readonly SessionOfPlan[];
  readonly body: mongo.Binary;
  readonly madeAt: number;
  readonly changedAt: number;
  readonly changedBy: CasePerson;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface SessionOfPlan {
  readonly sessionId: string;
  readonly clientId: string;
  readonly at: number;
  readonly state: SessionState;
  readonly changedBy: CasePerson;
}

export interface Goal {
  readonly goalId: string;
  readonly text: string;
  readonly state: GoalState;
  readonly note: string | null;
}

export interface Review {
  readonly reviewId: string;
  readonly clientId: string;
  readonly at: number;
  readonly by: CasePerson;
  readonly progress: (typeof PLAN_PROGRESS)[number];
  readonly note: string | null;
  readonly nextOn: string | null;
}

export interface TherapyWords {
  readonly preTrial: { readonly applies: 'yes' | 'no' | 'not_known' | null; readonly note: string | null };
}

/** The sealed part of a plan. */
export interface PlanBody {
  readonly aim: string;
  readonly goals: readonly Goal[];
  readonly reviews: readonly Review[];
  readonly outcomeSaid: string | null;
  readonly therapy: TherapyWords | null;
}

export interface OpenedPlan {
  readonly doc: PlanDoc;
  readonly body: PlanBody;
}

export const NO_THERAPY: TherapyWords = {
  preTrial: { applies: null, note: null },
};

export interface ActionDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string;
  readonly planId: string | null;
  readonly goalId: string | null;
  readonly revision: number;
  readonly doer: ActionDoer;
  readonly assignee: CasePerson | null;
  readonly dueAt: number | null;
  readonly state: ActionState;
  readonly outcome: string | null;
  readonly body: mongo.Binary;
  readonly madeAt: number;
  readonly madeBy: CasePerson;
  readonly settledAt: number | null;
  readonly settledBy: CasePerson | null;
  /** Who changed it last; absent in what was never changed, or before it was kept: who made it. */
  readonly changedBy?: CasePerson;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface ActionBody {
  readonly what: string;
  readonly who: string | null;
  /** What came of it. */
  readonly said: string | null;
}

export interface OpenedAction {
  readonly doc: ActionDoc;
  readonly body: ActionBody;
}

/** The names under which they stand among the dues and reminders of their case. */
export const nameOfPlan = (planId: string): string => `plan:${planId}`;
export const nameOfAction = (actionId: string): string => `action:${actionId}`;
export const nameOfSession = (sessionId: string): string => `session:${sessionId}`;
