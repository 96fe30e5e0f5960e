/** Reading assessments: who read them is recorded before a word is shown (A2). */
import type { AssessmentRow, AssessmentView } from '../../shared/protocol/assessment.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { definitionOf, presentAssessment, presentRow } from './present-assessment.ts';
import { filterOf, reachAssessment, reachSubject, type SubjectIds } from './reach-assessment.ts';

const SHOWN = 200;

export async function listAssessments(
  deps: AssessmentsDeps,
  asked: SubjectIds,
  caller: AssessmentCaller,
): Promise<Result<{ assessments: AssessmentRow[] }>> {
  const reached = await reachSubject(deps, asked, caller, 'read');
  if (!reached.ok) return reached;
  const { caseId, conversationId } = reached.value;
  const target = caseId === null ? { kind: 'conversation', id: conversationId ?? '' } : { kind: 'case', id: caseId };
  await deps.audit.record({ actor: actorOf(caller), action: 'assessment.list', target });
  const docs = await deps.assessments.of(filterOf(reached.value), SHOWN);
  const assessments = await Promise.all(docs.map(async (doc) => presentRow(doc, await definitionOf(deps, doc))));
  return ok({ assessments });
}

export async function openAssessment(
  deps: AssessmentsDeps,
  assessmentId: string,
  caller: AssessmentCaller,
): Promise<Result<{ assessment: AssessmentView }>> {
  const reached = await reachAssessment(deps, assessmentId, caller, 'read');
  if (!reached.ok) return reached;
  const target = { kind: 'assessment', id: assessmentId };
  await deps.audit.record({ actor: actorOf(caller), action: 'assessment.read', target });
  const { doc, subject } = reached.value;
  return ok({ assessment: await presentAssessment(deps, doc, subject, caller) });
}

export function actorOf({ agentId, role }: AssessmentCaller): { id: string; role: string } {
  return { id: agentId, role };
}
