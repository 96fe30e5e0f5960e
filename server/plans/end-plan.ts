/** Ends a plan with its outcome. Open actions keep it open, unless whoever ends it says that they end with it. */
import type { z } from 'zod';
import { codeFaults, given } from '../../shared/domain/code-faults.ts';
import type { planRoutes } from '../../shared/protocol/http/plans.ts';
import { fail, ok } from '../../shared/result.ts';
import type { CaseCaller } from '../cases/index.ts';
import { changePlan, type OfPlan, type PlanChanged } from './change-plan.ts';
import type { PlansDeps } from './deps.ts';
import { cancelAllIn } from './settle-action.ts';

type Ending = z.infer<typeof planRoutes.end.body> & OfPlan;

export function endPlan(deps: PlansDeps, input: Ending, caller: CaseCaller): PlanChanged {
  const { state, outcome, said, endOpen = false, caseId, planId } = input;
  return changePlan(deps, input, caller, async ({ of, session, now }) => {
    const issues = codeFaults(given('outcome', 'planOutcomes', outcome), deps.cases.facts().codes);
    if (issues.length > 0) return fail('bad_request', { issues });
    const open = await deps.actions.openOf({ caseId, planId }, session);
    if (open.length > 0 && !endOpen) {
      const left = open.map(({ doc }) => ({ kind: 'action', id: doc._id, endsWithCase: true }));
      return fail('conflict', { reason: 'still_open', open: left });
    }
    const by = { agentId: caller.agentId, name: caller.name };
    const change = await cancelAllIn(deps, session, { of, open, outcome: 'plan_ended', by, now });
    const set = { state, outcome, endedAt: now } as const;
    return ok({
      set,
      words: { outcomeSaid: said },
      action: 'plan.end',
      event: 'plan_ended',
      codes: { state, outcome },
      text: said,
      change,
    });
  });
}
