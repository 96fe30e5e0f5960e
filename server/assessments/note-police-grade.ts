/** The grade that the police gave, noted as theirs and with its date. It never becomes our level by itself (D4). */
import type { z } from 'zod';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import type { assessmentRoutes } from '../../shared/protocol/http/assessments.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { changeAssessment } from './change-assessment.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { presentAssessment } from './present-assessment.ts';
import { reachAssessment } from './reach-assessment.ts';

type Input = z.infer<typeof assessmentRoutes.policeGrade.body> & { readonly assessmentId: string };

const GRADES_AT_MOST = 50;

export async function notePoliceGrade(
  deps: AssessmentsDeps,
  { assessmentId, clientId, tool, grade, gradedOn }: Input,
  caller: AssessmentCaller,
): Promise<Result<{ assessment: AssessmentView }>> {
  const reached = await reachAssessment(deps, assessmentId, caller, 'write');
  if (!reached.ok) return reached;
  if (gradedOn > londonDay(new Date(deps.clock.now()))) {
    return fail('bad_request', { issues: [{ path: 'gradedOn', message: 'This day is in the future. Correct it.' }] });
  }
  const by = { agentId: caller.agentId, name: caller.name };
  const changed = await changeAssessment<null>(deps, assessmentId, caller, async ({ doc, now }) => {
    const before = doc.police.find((each) => each.gradeId === clientId);
    const same = before?.tool === tool && before.grade === grade && before.gradedOn === gradedOn;
    if (before !== undefined) {
      return same ? ok({ changed: null, action: 'assessment.police_grade', value: null }) : fail('conflict');
    }
    if (doc.police.length >= GRADES_AT_MOST) return fail('conflict', { reason: 'too_many' });
    const police = [...doc.police, { gradeId: clientId, tool, grade, gradedOn, by, at: now }];
    return ok({
      changed: { change: { police } },
      action: 'assessment.police_grade',
      meta: { tool, grade },
      value: null,
    });
  });
  if (!changed.ok) return changed;
  const { subject } = reached.value;
  return ok({ assessment: await presentAssessment(deps, changed.value.doc, subject, caller) });
}
