/** What the service stores of an assessment. In clear only codes, ids and times; what was answered is sealed (P1). */
import type { mongo } from 'mongoose';
import type { RiskLevel, StandingLevel } from '../../shared/domain/risk-level.ts';
import type { Answer } from '../../shared/domain/tools/answers.ts';
import type { Origin } from '../../shared/domain/tools/carry.ts';
import type { AnswerSource, Contact } from '../../shared/domain/tools/history.ts';
import type { POLICE_GRADES, POLICE_RISK_TOOLS } from '../../shared/reference/police-risk-tools.ts';

export interface AssessmentPerson {
  readonly agentId: string;
  readonly name: string;
}

export interface StoredPoliceGrade {
  readonly gradeId: string;
  readonly tool: (typeof POLICE_RISK_TOOLS)[number];
  readonly grade: (typeof POLICE_GRADES)[number];
  readonly gradedOn: string;
  readonly by: AssessmentPerson;
  readonly at: number;
}

export type AssessmentMoment = 'start' | 'review' | 'end';

export interface AssessmentDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly toolCode: string;
  readonly toolVersion: string;
  readonly moment: AssessmentMoment | null;
  readonly state: 'open' | 'finished';
  readonly revision: number;
  readonly conversationId: string | null;
  /** Once the conversation became part of a case, the case's. */
  readonly caseId: string | null;
  /** The therapeutic plan that it measures; absent where it measures none. */
  readonly planId?: string;
  /** One open filling of a tool a subject, moment and plan; null once it is finished. */
  readonly openAs: string | null;
  readonly band: RiskLevel | null;
  readonly level: StandingLevel;
  readonly levelBy: 'tool' | 'judgement' | null;
  /**
   * The band that two people knew when they lowered the level: it raises no more by itself. A higher one does, and so does the
   * same with one more "yes" than they knew.
   */
  readonly settledBand: RiskLevel | null;
  readonly police: readonly StoredPoliceGrade[];
  readonly startedBy: AssessmentPerson;
  readonly startedAt: number;
  readonly changedBy: AssessmentPerson;
  readonly changedAt: number;
  readonly finishedBy: AssessmentPerson | null;
  readonly finishedAt: number | null;
  readonly answers: mongo.Binary;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export type AssessmentChange = Partial<Omit<AssessmentDoc, '_id' | 'clientId' | 'revision' | 'startedAt' | 'answers'>>;

/** One topic as it stands. */
export interface StoredAnswer {
  readonly topicId: string;
  /** Null with a note: something was noted, nothing answered. */
  readonly answer: Answer | null;
  readonly note: string | null;
  readonly source: AnswerSource;
  readonly origin: Origin | null;
  readonly revision: number;
  readonly by: AssessmentPerson;
  readonly at: number;
  readonly contact: Contact | null;
  /** A "yes" that two people knew when they lowered the level. */
  readonly settled?: true;
}

export type StoredAnswers = readonly StoredAnswer[];

/** How a level came to stand. */
export interface LevelChange {
  readonly from: StandingLevel;
  readonly to: RiskLevel;
  readonly by: 'tool' | 'judgement';
  readonly reason: string | null;
  readonly who: AssessmentPerson;
  readonly approvedBy: AssessmentPerson | null;
  readonly at: number;
}

/** The data key of its own: what belonged to a conversation can become part of a case without being sealed anew. */
export function scopeOf(assessmentId: string): string {
  return `assessment:${assessmentId}`;
}

/** Only what was answered; a note alone is no answer. */
export function answersOf(stored: StoredAnswers): Map<string, Answer> {
  return new Map(stored.flatMap(({ topicId, answer }) => (answer === null ? [] : [[topicId, answer] as const])));
}
