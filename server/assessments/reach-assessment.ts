/** What a member of staff may reach of assessments: through the case it is of, else through its conversation (A1). */
import type { StandingLevel } from '../../shared/domain/risk-level.ts';
import type { CarrySources } from '../../shared/domain/tools/carry.ts';
import type { AgeBand } from '../../shared/protocol/pre-chat.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { AssessmentDoc } from './assessment.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';

export interface SubjectIds {
  readonly conversationId: string | null;
  readonly caseId: string | null;
}

export interface Subject extends SubjectIds {
  readonly ageBand: AgeBand | null;
  /** What was said and noted before, to be carried over. */
  readonly said: Pick<CarrySources, 'preChat' | 'wrapUp'>;
  /** Contacts that an answer may name. */
  readonly conversationIds: readonly string[];
  readonly caseReference: string | null;
  /** Whose case or conversation it is. */
  readonly teamId: string;
  /** The level of the case; null where there is none. */
  readonly caseRisk: StandingLevel | null;
}

type Deps = Pick<AssessmentsDeps, 'assessments' | 'conversations' | 'cases'>;

export async function reachSubject(
  deps: Deps,
  { conversationId, caseId }: SubjectIds,
  caller: AssessmentCaller,
  how: 'read' | 'write',
): Promise<Result<Subject>> {
  if (caseId !== null) return reachCase(deps, { conversationId, caseId }, caller, how);
  if (conversationId === null) return fail('not_found');
  const reached = await deps.conversations.reach(conversationId, caller);
  if (!reached.ok) return reached;
  const { ageBand, preChat, wrapUp, teamId, caseId: ofCase } = reached.value;
  const ofIt: SubjectIds = { conversationId, caseId: ofCase };
  const said = { preChat, wrapUp };
  if (ofCase === null) {
    const alone = { conversationIds: [conversationId], caseReference: null, caseRisk: null };
    return ok({ ...ofIt, ageBand, said, teamId, ...alone });
  }
  const reachedCase = await reachCase(deps, { ...ofIt, caseId: ofCase }, caller, how);
  return reachedCase.ok ? ok({ ...reachedCase.value, said }) : reachedCase;
}

async function reachCase(
  deps: Deps,
  { conversationId, caseId }: SubjectIds & { readonly caseId: string },
  caller: AssessmentCaller,
  how: 'read' | 'write',
): Promise<Result<Subject>> {
  const reached = await deps.cases.reach(caseId, caller, how);
  if (!reached.ok) return reached;
  const { reference, teamId, ageBand, risk, crimeTypes, conversationIds } = reached.value;
  return ok({
    ...{ conversationId, caseId, teamId, ageBand, conversationIds },
    said: { wrapUp: { crimeTypes: [...crimeTypes] } },
    ...{ caseReference: reference, caseRisk: risk },
  });
}

export async function reachAssessment(
  deps: Deps,
  assessmentId: string,
  caller: AssessmentCaller,
  how: 'read' | 'write',
): Promise<Result<{ doc: AssessmentDoc; subject: Subject }>> {
  const doc = await deps.assessments.find(assessmentId);
  if (doc === null) return fail('not_found');
  const subject = await reachSubject(deps, doc, caller, how);
  return subject.ok ? ok({ doc, subject: subject.value }) : subject;
}

/** Where its assessments are looked for. */
export function filterOf({ conversationId, caseId }: SubjectIds): { conversationId?: string; caseId?: string } {
  if (caseId !== null) return { caseId };
  return conversationId === null ? {} : { conversationId };
}
