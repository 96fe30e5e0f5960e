/** What plans have to say when a case ends or changes hands: nothing that is open goes unseen, and nothing is left with nobody. */
import type { CaseChange, CaseDoc, CaseFollower, CasePerson } from '../cases/index.ts';
import type { PlansDeps } from './deps.ts';
import { planEffects } from './effects.ts';
import { cancelAllIn } from './settle-action.ts';

export function createPlanFollower(deps: Pick<PlansDeps, 'plans' | 'actions' | 'remind'>): CaseFollower {
  return {
    openIn: async (session, caseId) => {
      const actions = await deps.actions.openOf({ caseId }, session);
      const plans = await deps.plans.openOf(caseId, session);
      return [
        ...actions.map(({ doc }) => ({ kind: 'action', id: doc._id, endsWithCase: true })),
        ...plans.map(({ _id: id }) => ({ kind: 'plan', id, endsWithCase: true })),
      ];
    },
    endIn: async (session, { doc: of, by, now }) => {
      const open = await deps.actions.openOf({ caseId: of._id }, session);
      let change: CaseChange = await cancelAllIn(deps, session, { of, open, outcome: 'case_closed', by, now });
      for (const { _id: planId } of await deps.plans.openOf(of._id, session)) {
        const plan = await deps.plans.find(of._id, planId, session);
        if (plan === null) continue;
        const ended = { state: 'ended', outcome: 'case_closed', endedAt: now, changedAt: now, changedBy: by } as const;
        const next = await deps.plans.seal({ ...plan.doc, ...ended, revision: plan.doc.revision + 1 }, plan.body);
        await deps.plans.putIn(session, next, plan.doc);
        change = { ...change, ...(await planEffects(deps, session, { of: { ...of, ...change }, now, doc: next.doc })) };
      }
      return change;
    },
    handOverIn: async (session, { doc: of }) => {
      for (const { doc } of await deps.actions.openOf({ caseId: of._id }, session))
        if (!stays(of, doc.assignee)) await deps.actions.setIn(session, doc._id, { assignee: of.owner });
      for (const plan of await deps.plans.openOf(of._id, session)) {
        // A therapist is never changed by the way: the plan waits for somebody to name the next one.
        const lead = plan.kind === 'therapeutic' || plan.state === 'waiting' ? null : of.owner;
        if (!stays(of, plan.lead)) await deps.plans.setIn(session, plan._id, { lead });
      }
    },
  };
}

function stays({ owner, workers }: CaseDoc, person: CasePerson | null): boolean {
  return person !== null && [owner, ...workers].some((each) => each?.agentId === person.agentId);
}
