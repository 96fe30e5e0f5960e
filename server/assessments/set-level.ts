/**
 * The level of risk by judgement, in an assessment. Raising: alone, with a reason, at once. Lowering: proposed to a second
 * person, where the level that stands came from; else on the case itself, so that nothing is lowered through a tool that says
 * nothing of the danger.
 */
import type { z } from 'zod';
import { judgeRiskChange } from '../../shared/domain/risk-level.ts';
import { gradesRisk } from '../../shared/domain/tools/weakens.ts';
import type { AssessmentView } from '../../shared/protocol/assessment.ts';
import type { assessmentRoutes } from '../../shared/protocol/http/assessments.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type AssessmentWork, changeAssessment, type Standing } from './change-assessment.ts';
import type { AssessmentCaller, AssessmentsDeps } from './deps.ts';
import { announceCalls, callToHighIn } from './lead-calls.ts';
import { proposeLoweringIn } from './lower-level.ts';
import { definitionOf, presentAssessment } from './present-assessment.ts';
import { reachAssessment, reachSubject } from './reach-assessment.ts';

type Input = z.infer<typeof assessmentRoutes.level.body> & { readonly assessmentId: string };

export async function setLevel(
  deps: AssessmentsDeps,
  input: Input,
  caller: AssessmentCaller,
): Promise<Result<{ assessment: AssessmentView }>> {
  const { assessmentId, to, reason } = input;
  const reached = await reachAssessment(deps, assessmentId, caller, 'write');
  if (!reached.ok) return reached;
  const { subject } = reached.value;
  const definition = await definitionOf(deps, reached.value.doc);
  if (!gradesRisk(definition)) {
    return fail('bad_request', { issues: [{ path: 'to', message: 'This tool has no level of risk.' }] });
  }
  const changed = await changeAssessment<readonly string[]>(deps, assessmentId, caller, async (standing) => {
    const { verdict } = judgeRiskChange({ from: standing.level, to, by: 'judgement', reason });
    if (verdict === 'allowed') {
      const calls = to === 'high' ? await callToHighIn(deps, standing.session, standing.doc) : [];
      return ok({ ...raised(standing, input, caller), value: calls });
    }
    // What stands already was set by whoever was faster, or by this very request before.
    if (verdict === 'refused') return ok({ changed: null, action: 'assessment.level', value: [] });
    const { doc, level, session } = standing;
    if (doc.level !== level) return fail('conflict', { reason: 'raised_elsewhere', level });
    const proposal = await proposeLoweringIn(deps, session, { subject, assessmentId, standing: level }, input, caller);
    return proposal.ok ? ok({ changed: null, action: 'assessment.level', value: [] }) : proposal;
  });
  if (!changed.ok) return changed;
  announceCalls(deps, changed.value.value);
  const after = await reachSubject(deps, changed.value.doc, caller, 'read');
  return after.ok ? ok({ assessment: await presentAssessment(deps, changed.value.doc, after.value, caller) }) : after;
}

function raised(
  { level: from, now }: Standing,
  { to, reason }: Input,
  caller: AssessmentCaller,
): Omit<AssessmentWork<null>, 'value'> {
  const who = { agentId: caller.agentId, name: caller.name };
  return {
    changed: {
      change: { level: to, levelBy: 'judgement' },
      level: { from, to, by: 'judgement', reason, who, approvedBy: null, at: now },
    },
    ...{ action: 'assessment.level', meta: { from, to, by: 'judgement' } },
  };
}
