/** Plans and actions as they are shown to staff. */

import { measureChange } from '../../shared/domain/tools/measure-change.ts';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { THERAPY_PRESUMPTION } from '../../shared/reference/plan-lists.ts';
import type { CaseCaller } from '../cases/index.ts';
import { iso, isoOrNull } from '../platform/ports.ts';
import type { PlansDeps } from './deps.ts';
import { NO_THERAPY, type OpenedAction, type OpenedPlan, type PlanDoc } from './plan.ts';

export function presentAction({ doc, body }: OpenedAction): Action {
  const { _id: actionId, revision, caseId, planId, goalId, doer, assignee, state, outcome, madeBy, settledBy } = doc;
  return {
    ...{ actionId, revision, caseId, planId, goalId, doer, assignee, state, outcome, madeBy, settledBy, ...body },
    changedBy: doc.changedBy ?? madeBy,
    ...{ dueAt: isoOrNull(doc.dueAt), madeAt: iso(doc.madeAt), settledAt: isoOrNull(doc.settledAt) },
  };
}

export async function presentPlan(
  deps: Pick<PlansDeps, 'notes' | 'measuresOf'>,
  opened: OpenedPlan,
  { caller, openActions }: { readonly caller: CaseCaller; readonly openActions: number },
): Promise<Plan> {
  const { doc, body } = opened;
  const { _id: planId, caseId, revision, kind, group, state, lead, outcome } = doc;
  const { startedOn, waitingSince, reviewOn, changedBy } = doc;
  return {
    ...{ planId, caseId, revision, kind, group, state, lead, outcome, openActions },
    ...{ startedOn, waitingSince, reviewOn, changedBy },
    ...{ aim: body.aim, goals: [...body.goals], outcomeSaid: body.outcomeSaid },
    reviews: body.reviews.map(({ reviewId, at, by, progress, note, nextOn }) => ({
      ...{ reviewId, at: iso(at), by, progress, note, nextOn },
    })),
    ...{ endedAt: isoOrNull(doc.endedAt), changedAt: iso(doc.changedAt) },
    therapy: kind === 'therapeutic' ? await therapyOf(deps, opened, caller) : null,
  };
}

async function therapyOf(
  deps: Pick<PlansDeps, 'notes' | 'measuresOf'>,
  { doc, body }: OpenedPlan,
  caller: CaseCaller,
): Promise<NonNullable<Plan['therapy']>> {
  const { preTrial } = body.therapy ?? NO_THERAPY;
  const list = await deps.measuresOf(doc._id);
  return {
    ...{ modality: doc.modality, preTrial: { ...preTrial }, measures: { list, change: measureChange(list) } },
    sessions: sessionsOf(doc),
    notes: doc.lead?.agentId === caller.agentId ? await deps.notes.countFor(doc._id, caller.agentId) : null,
    presumption: THERAPY_PRESUMPTION,
  };
}

function sessionsOf({ sessions }: PlanDoc): NonNullable<Plan['therapy']>['sessions'] {
  const count = (...states: string[]) => sessions.filter(({ state }) => states.includes(state)).length;
  const list = sessions.map(({ sessionId, at, state, changedBy }) => ({ sessionId, at: iso(at), state, changedBy }));
  return {
    // Whatever became of it, it was offered.
    ...{ offered: sessions.length, attended: count('attended'), notAttended: count('not_attended') },
    list: list.sort((a, b) => a.at.localeCompare(b.at)),
  };
}
