/** A change of an assessment: load, ask the rule, write it, its history, the level of the case and the audit record together. */
import { rankOfLevel, type StandingLevel } from '../../shared/domain/risk-level.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import type { AssessmentDoc, LevelChange, StoredAnswers } from './assessment.ts';
import type { Changed } from './assessments.store.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { actorOf } from './read-assessment.ts';

export interface Standing {
  readonly doc: AssessmentDoc;
  readonly answers: StoredAnswers;
  /** Of the case, where it is of one; else its own. */
  readonly level: StandingLevel;
  readonly session: Session;
  readonly now: number;
}

export interface AssessmentWork<T> {
  /** Null changes nothing: it was done before. */
  readonly changed: Changed | null;
  readonly action: string;
  readonly meta?: Readonly<Record<string, string | number | boolean | null>>;
  readonly value: T;
}

export interface AssessmentChanged<T> {
  readonly doc: AssessmentDoc;
  readonly value: T;
}

/** The rule may run more than once. */
export async function changeAssessment<T>(
  deps: AssessmentsDeps,
  assessmentId: string,
  caller: AssessmentCaller,
  rule: (standing: Standing) => Promise<Result<AssessmentWork<T>>>,
): Promise<Result<AssessmentChanged<T>>> {
  const outcome = await transact(deps.database, (session) =>
    changeAssessmentIn(deps, session, { assessmentId, caller }, rule),
  );
  if (outcome.ok && outcome.value.doc.caseId !== null) deps.cases.changed(outcome.value.doc.caseId);
  return outcome;
}

export async function changeAssessmentIn<T>(
  deps: AssessmentsDeps,
  session: Session,
  { assessmentId, caller }: { readonly assessmentId: string; readonly caller: AssessmentCaller },
  rule: (standing: Standing) => Promise<Result<AssessmentWork<T>>>,
): Promise<Result<AssessmentChanged<T>>> {
  const doc = await deps.assessments.find(assessmentId, session);
  if (doc === null) return fail('not_found');
  const now = deps.clock.now();
  const answers = await deps.assessments.answers(doc);
  const level = await standingLevel(deps, session, doc);
  const work = await rule({ doc, answers, level, session, now });
  if (!work.ok) return work;
  const { changed, action, meta, value } = work.value;
  if (changed === null) return ok({ doc, value });
  const by = { agentId: caller.agentId, name: caller.name };
  const kept = doc.caseId === null ? { purgeAt: deps.keptUntil(now) } : {};
  const change = { ...changed.change, ...kept, changedBy: by, changedAt: now };
  const after = await deps.assessments.changeIn(session, doc, { ...changed, change }, now);
  if (changed.level) await followWithCase(deps, session, after, changed.level, caller);
  const target = { kind: 'assessment', id: assessmentId };
  await deps.audit.record({ actor: actorOf(caller), action, target, ...(meta ? { meta } : {}) }, session);
  return ok({ doc: after, value });
}

async function standingLevel(deps: AssessmentsDeps, session: Session, doc: AssessmentDoc): Promise<StandingLevel> {
  if (doc.caseId === null) return doc.level;
  return (await deps.cases.riskIn(session, doc.caseId)) ?? doc.level;
}

/** The case is never below what one of its assessments was just raised to; it falls only with a lowering. */
async function followWithCase(
  deps: AssessmentsDeps,
  session: Session,
  { _id: assessmentId, caseId }: AssessmentDoc,
  { from, to, by, reason }: LevelChange,
  caller: AssessmentCaller,
): Promise<void> {
  if (caseId === null) return;
  const standing = await deps.cases.riskIn(session, caseId);
  if (standing === null || standing === to) return;
  const lowers = rankOfLevel(to) < rankOfLevel(from);
  if (!lowers && rankOfLevel(to) < rankOfLevel(standing)) return;
  await deps.cases.changeRiskIn(session, { caseId, to, by, lowers, assessmentId, reason }, caller);
}
