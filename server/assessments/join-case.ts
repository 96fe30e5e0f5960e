/**
 * A conversation became part of a case: its assessments become the case's, in the same transaction, and the case is raised to
 * the highest level that stands in them.
 */
import { higherLevel, type StandingLevel } from '../../shared/domain/risk-level.ts';
import type { Session } from '../platform/mongo.ts';
import type { AssessmentPerson } from './assessment.ts';
import type { AssessmentsDeps } from './deps.ts';

export interface Joined {
  readonly assessmentId: string;
  readonly tool: string;
  readonly startedBy: AssessmentPerson;
  readonly startedAt: number;
}

const JOINED_AT_MOST = 200;

export async function joinCaseIn(
  { assessments }: Pick<AssessmentsDeps, 'assessments'>,
  session: Session,
  { conversationId, caseId }: { readonly conversationId: string; readonly caseId: string },
): Promise<{ readonly level: StandingLevel; readonly joined: readonly Joined[] }> {
  const all = await assessments.of({ conversationId }, JOINED_AT_MOST, session);
  const docs = all.filter((each) => each.caseId === null);
  await assessments.moveToCaseIn(session, conversationId, caseId);
  return {
    level: docs.reduce<StandingLevel>((highest, { level }) => higherLevel(highest, level), 'not_assessed'),
    joined: docs.map(({ _id, toolCode, startedBy, startedAt }) => ({
      ...{ assessmentId: _id, tool: toolCode, startedBy, startedAt },
    })),
  };
}
