// What the pages ask of plans, actions and therapy.
import type { SessionState } from '../../shared/domain/plan-states.ts';
import type { Reply } from '../../shared/protocol/errors.ts';
import type { actionRoutes } from '../../shared/protocol/http/actions.ts';
import type { RouteSpec } from '../../shared/protocol/http/define.ts';
import type { Plan, planRoutes } from '../../shared/protocol/http/plans.ts';
import type { therapyRoutes } from '../../shared/protocol/http/therapy.ts';
import { ask } from '../connection/http.ts';
import type { InputOfRoute, ValueOf } from '../connection/protocol.ts';
import type { Values } from '../records/field.ts';

type Plans = typeof planRoutes;
type Actions = typeof actionRoutes;
type Therapy = typeof therapyRoutes;
type Answer<R extends RouteSpec> = Promise<Reply<ValueOf<R>>>;

/** Where it stands: a plan or an action may be of a case that became part of the one on the page. */
export type OfPlan = Pick<Plan, 'caseId' | 'planId' | 'revision'>;
export interface OfAction {
  readonly caseId: string;
  readonly actionId: string;
  readonly revision: number;
}

const of = (caseId: string, rest: string): string => `/cases/${encodeURIComponent(caseId)}/${rest}`;
const at = ({ caseId, planId }: OfPlan, rest = ''): string => of(caseId, `plans/${planId}${rest}`);
const atAction = ({ caseId, actionId }: OfAction, rest = ''): string => of(caseId, `actions/${actionId}${rest}`);

export const listPlans = (caseId: string): Answer<Plans['list']> => ask('GET', of(caseId, 'plans'));

export const makePlan = (caseId: string, plan: Values): Answer<Plans['make']> => ask('POST', of(caseId, 'plans'), plan);

export const changePlan = (plan: OfPlan, said: Values): Answer<Plans['change']> => ask('PUT', at(plan), said);

export const beginPlan = (plan: OfPlan, said: Values): Answer<Plans['begin']> => ask('POST', at(plan, '/begin'), said);

export const reviewPlan = (plan: OfPlan, said: Values): Answer<Plans['review']> =>
  ask('POST', at(plan, '/reviews'), said);

export const endPlan = (plan: OfPlan, said: Values): Answer<Plans['end']> => ask('POST', at(plan, '/end'), said);

export const waitingLists = (): Answer<Plans['waitingList']> => ask('GET', '/waiting-lists');

export const saveTherapy = (plan: OfPlan, said: Values): Answer<Therapy['save']> =>
  ask('PUT', at(plan, '/therapy'), said);

export const offerSession = (
  plan: OfPlan,
  said: InputOfRoute<Therapy['offerSession']>,
): Answer<Therapy['offerSession']> => ask('POST', at(plan, '/sessions'), said);

export const settleSession = (
  plan: OfPlan,
  sessionId: string,
  said: { readonly state: SessionState; readonly at: string },
): Answer<Therapy['settleSession']> =>
  ask('POST', at(plan, `/sessions/${sessionId}`), { revision: plan.revision, ...said });

export const therapistNotes = (plan: OfPlan): Answer<Therapy['notes']> => ask('GET', at(plan, '/therapist-notes'));

export const addTherapistNote = (plan: OfPlan, said: InputOfRoute<Therapy['addNote']>): Answer<Therapy['addNote']> =>
  ask('POST', at(plan, '/therapist-notes'), said);

export const handOver = (plan: OfPlan, said: InputOfRoute<Therapy['handOver']>): Answer<Therapy['handOver']> =>
  ask('POST', at(plan, '/hand-over'), said);

export const addAction = (caseId: string, action: Values): Answer<Actions['add']> =>
  ask('POST', of(caseId, 'actions'), action);

export const changeAction = (action: OfAction, said: Values): Answer<Actions['change']> =>
  ask('PUT', atAction(action), said);

export const settleAction = (action: OfAction, said: Values): Answer<Actions['settle']> =>
  ask('POST', atAction(action, '/settle'), said);

export const reopenAction = (action: OfAction): Answer<Actions['reopen']> =>
  ask('POST', atAction(action, '/reopen'), { revision: action.revision });

export const myActions = (): Answer<Actions['mine']> => ask('GET', '/actions');
