/**
 * An assessment is finished by somebody who holds the qualification that its tool asks for; everybody else may note topics.
 * Its band then stands where it raises, and the day is set on which it is due to be looked at again.
 */
import { score } from '../../shared/domain/tools/score.ts';
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { answersOf } from './assessment.ts';
import { changeAssessment } from './change-assessment.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { announceCalls, callToHighIn } from './lead-calls.ts';
import { hasUnsettledYes, levelByBand } from './level-by-band.ts';
import { definitionOf, presentAssessment, qualificationOf, reviewDueAt } from './present-assessment.ts';
import { reachAssessment, reachSubject } from './reach-assessment.ts';

export async function finishAssessment(
  deps: AssessmentsDeps,
  { assessmentId, revision }: { readonly assessmentId: string; readonly revision: number },
  caller: AssessmentCaller,
): Promise<Result<{ assessment: AssessmentView }>> {
  const reached = await reachAssessment(deps, assessmentId, caller, 'write');
  if (!reached.ok) return reached;
  const { subject } = reached.value;
  const definition = await definitionOf(deps, reached.value.doc);
  const qualification = await qualificationOf(deps, definition, caller);
  if (qualification !== null && !qualification.held) {
    return fail('conflict', { reason: 'not_qualified', qualification: qualification.code });
  }
  const by = { agentId: caller.agentId, name: caller.name };
  const changed = await changeAssessment<readonly string[]>(
    deps,
    assessmentId,
    caller,
    async ({ doc, answers, level: standing, session, now }) => {
      if (doc.state === 'finished') {
        const again = doc.finishedBy?.agentId === caller.agentId;
        return again
          ? ok({ changed: null, action: 'assessment.finish', value: [] })
          : fail('conflict', { reason: 'finished' });
      }
      if (doc.revision !== revision) {
        return fail('conflict', { reason: 'changed_meanwhile', revision: doc.revision, changedBy: doc.changedBy.name });
      }
      const { band } = score(definition, answersOf(answers), subject.ageBand);
      const unsettled = hasUnsettledYes(definition, answers);
      const moved = levelByBand(doc, { band, raiseTo: band, standing, unsettled, who: by, at: now });
      const change = {
        ...moved.change,
        ...{ state: 'finished' as const, openAs: null, finishedBy: by, finishedAt: now },
      };
      if (doc.caseId !== null) {
        const codes = { tool: doc.toolCode, level: change.level ?? doc.level };
        const news = { kind: 'assessment_finished' as const, assessmentId, codes, at: now };
        await deps.cases.tellIn(session, doc.caseId, news, caller);
        const dueAt = reviewDueAt(definition, { finishedAt: now });
        const due = { tool: doc.toolCode, at: dueAt, looksAtRisk: definition.kind === 'risk' };
        await deps.cases.reviewDueIn(session, doc.caseId, due);
      }
      const calls = moved.level?.to === 'high' ? await callToHighIn(deps, session, doc) : [];
      const meta = { tool: doc.toolCode, band };
      return ok({ changed: { ...moved, change }, action: 'assessment.finish', meta, value: calls });
    },
  );
  if (!changed.ok) return changed;
  announceCalls(deps, changed.value.value);
  const after = await reachSubject(deps, changed.value.doc, caller, 'read');
  return after.ok ? ok({ assessment: await presentAssessment(deps, changed.value.doc, after.value, caller) }) : after;
}
