/** Sessions of therapy: offered at a time, and what became of each. What was said in them stands nowhere here (E7). */

import type { SessionState } from '../../shared/domain/plan-states.ts';
import { fail, ok } from '../../shared/result.ts';
import type { CaseCaller } from '../cases/index.ts';
import { changePlan, type OfPlan, type PlanChanged } from './change-plan.ts';
import type { PlansDeps } from './deps.ts';

interface Offering {
  readonly caseId: string;
  readonly planId: string;
  readonly clientId: string;
  readonly at: string;
}

export async function offerSession(
  deps: PlansDeps,
  { clientId, at, ...of }: Offering,
  caller: CaseCaller,
): PlanChanged {
  const moment = Date.parse(at);
  const plan = await deps.plans.find(of.caseId, of.planId);
  // Offering one more needs nothing of what was read: whatever stands, it is one more.
  const revision = plan?.doc.revision ?? 0;
  return changePlan(
    deps,
    { ...of, revision },
    caller,
    async ({ before: { doc } }) => {
      if (doc.kind !== 'therapeutic') return fail('conflict', { reason: 'not_therapy' });
      if (doc.state !== 'active') return fail('conflict', { reason: 'waiting' });
      if (doc.sessions.some((each) => each.clientId === clientId)) return fail('conflict');
      const changedBy = { agentId: caller.agentId, name: caller.name };
      const session = { sessionId: deps.cases.ids.uuid(), clientId, at: moment, state: 'offered', changedBy } as const;
      return ok({
        set: { sessions: [...doc.sessions, session] },
        action: 'plan.session',
        event: 'therapy_session',
        codes: { state: 'offered' },
      });
    },
    ({ doc }) => doc.sessions.some((each) => each.clientId === clientId && each.at === moment),
  );
}

interface Settling extends OfPlan {
  readonly sessionId: string;
  readonly state: SessionState;
  readonly at: string;
}

export function settleSession(
  deps: PlansDeps,
  { sessionId, state, at, ...of }: Settling,
  caller: CaseCaller,
): PlanChanged {
  const moment = Date.parse(at);
  return changePlan(deps, of, caller, async ({ before: { doc }, now }) => {
    const found = doc.sessions.find((each) => each.sessionId === sessionId);
    if (!found) return fail('not_found');
    if ((state === 'attended' || state === 'not_attended') && moment > now)
      return fail('bad_request', { issues: [{ path: 'at', message: 'This session has not been yet.' }] });
    const changedBy = { agentId: caller.agentId, name: caller.name };
    const sessions = doc.sessions.map((each) => (each === found ? { ...each, state, at: moment, changedBy } : each));
    return ok({ set: { sessions }, action: 'plan.session', event: 'therapy_session', codes: { state } });
  });
}
