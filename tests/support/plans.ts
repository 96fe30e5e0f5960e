/** Plans and actions of a case in a test, as the console asks for them. */
import { randomUUID } from 'node:crypto';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { type Asked, askAs, valueFrom } from './cases.ts';
import type { SignedIn } from './connect.ts';

export function postAction(
  url: string,
  who: SignedIn,
  caseId: string,
  given: object = {},
): Promise<Asked<{ action: Action }>> {
  return askAs(url, who, 'POST', `/cases/${caseId}/actions`, {
    ...{ clientId: randomUUID(), planId: null, goalId: null, what: 'canary: ring the school', doer: 'us', who: null },
    ...{ assigneeId: null, dueOn: null, dueTime: null, ...given },
  });
}

export async function addAction(url: string, who: SignedIn, caseId: string, given: object = {}): Promise<Action> {
  return (await valueFrom(postAction(url, who, caseId, given))).action;
}

/** `today` and `reviewOn` as days in England, by the clock of the server. */
export function postPlan(
  url: string,
  who: SignedIn,
  caseId: string,
  given: { readonly startedOn: string; readonly reviewOn: string | null } & Record<string, unknown>,
): Promise<Asked<{ plan: Plan }>> {
  return askAs(url, who, 'POST', `/cases/${caseId}/plans`, {
    ...{ clientId: randomUUID(), kind: 'long_term', group: null, aim: 'canary: live without fear', goals: [] },
    ...{ leadId: who.agentId, waiting: false, ...given },
  });
}
