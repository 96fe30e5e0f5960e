/** A lowering that waits for a second person: one at a time of a case, or of an assessment that belongs to none. */
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import type { Approvals } from '../approvals/index.ts';
import type { Session } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';
import type { AssessmentDoc } from './assessment.ts';
import type { AssessmentsDeps } from './deps.ts';
import type { Subject } from './reach-assessment.ts';

type Waiting = Awaited<ReturnType<Approvals['openOf']>>;

/** One that was proposed in a conversation goes on under its assessment when the conversation becomes part of a case. */
export async function openLowering(
  { approvals }: Pick<AssessmentsDeps, 'approvals'>,
  { assessmentId, root }: { readonly assessmentId: string | null; readonly root: Subject['root'] },
  session?: Session,
): Promise<Waiting> {
  const ofCase = root === null ? null : await approvals.openOf(root.caseId, 'risk_lowering', session);
  if (ofCase !== null || assessmentId === null) return ofCase;
  return approvals.openOf(assessmentId, 'risk_lowering', session);
}

export function presentLowering(waiting: Waiting): AssessmentView['lowering'] {
  return waiting && { approvalId: waiting._id, proposedBy: waiting.proposedBy, proposedAt: iso(waiting.proposedAt) };
}

/** Whether what stands came from this assessment; of a case it may have come from another, or from judgement on the case. */
export function isRaisedHere(
  { level }: Pick<AssessmentDoc, 'level'>,
  { caseRisk }: Pick<Subject, 'caseRisk'>,
): boolean {
  return caseRisk === null || caseRisk === level;
}
