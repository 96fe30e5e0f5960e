/** An action is done or cancelled, with what came of it; or it was not done after all. */
import type { z } from 'zod';
import { codeFaults, given } from '../../shared/domain/code-faults.ts';
import type { Action, actionRoutes } from '../../shared/protocol/http/actions.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CaseCaller, CaseChange, CaseDoc, CasePerson } from '../cases/index.ts';
import type { Session } from '../platform/mongo.ts';
import { type ActionChanged, changeAction, type OfAction } from './change-action.ts';
import type { PlansDeps } from './deps.ts';
import { actionEffects } from './effects.ts';
import type { OpenedAction } from './plan.ts';

type Settling = z.infer<typeof actionRoutes.settle.body> & OfAction;

export function settleAction(deps: PlansDeps, input: Settling, caller: CaseCaller): ActionChanged {
  const { state, outcome, said } = input;
  const settledBy = { agentId: caller.agentId, name: caller.name };
  return changeAction(deps, input, caller, async ({ before: { doc }, now }) => {
    if (doc.state !== 'open') return fail('conflict', { reason: 'over' });
    const issues = codeFaults(given('outcome', 'actionOutcomes', outcome), deps.cases.facts().codes);
    if (issues.length > 0) return fail('bad_request', { issues });
    const set = { state, outcome, settledAt: now, settledBy };
    return ok({
      set,
      words: { said },
      action: 'action.settle',
      event: `action_${state}`,
      codes: { outcome },
      text: said,
    });
  });
}

export function reopenAction(
  deps: PlansDeps,
  input: OfAction,
  caller: CaseCaller,
): Promise<Result<{ action: Action }>> {
  return changeAction(deps, input, caller, async ({ before: { doc } }) => {
    if (doc.state === 'open') return fail('conflict', { reason: 'open' });
    const set = { state: 'open', outcome: null, settledAt: null, settledBy: null } as const;
    return ok({ set, words: { said: null }, action: 'action.reopen', event: 'action_reopened' });
  });
}

interface Ending {
  readonly of: CaseDoc;
  readonly open: readonly OpenedAction[];
  readonly outcome: 'plan_ended' | 'case_closed';
  readonly by: CasePerson;
  readonly now: number;
}

/** All of them at once, with what they belong to. */
export async function cancelAllIn(
  deps: Pick<PlansDeps, 'actions' | 'remind'>,
  session: Session,
  { of, open, outcome, by, now }: Ending,
): Promise<CaseChange> {
  let change: CaseChange = {};
  for (const { doc, body } of open) {
    const settled = { state: 'cancelled', outcome, settledAt: now, settledBy: by, changedBy: by } as const;
    const next = await deps.actions.seal({ ...doc, ...settled, revision: doc.revision + 1 }, body);
    // Settled by somebody in this moment, it is over all the same: the case moved with it, and this begins again.
    await deps.actions.putIn(session, next, doc);
    change = { ...change, ...(await actionEffects(deps, session, { of: { ...of, ...change }, now, doc: next.doc })) };
  }
  return change;
}
