// What the pages ask of plans, actions and therapy. A plan or an action is changed in the case that it stands in, which may be
// one that became part of the case on the screen.
import type { Reply } from '../../shared/protocol/errors.ts';
import type { Action, actionRoutes } from '../../shared/protocol/http/actions.ts';
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

export type CasePlans = ValueOf<Plans['list']>;
export type Session = NonNullable<Plan['therapy']>['sessions']['list'][number];
type OfPlan = Pick<Plan, 'caseId' | 'planId'>;
type OfAction = Pick<Action, 'caseId' | 'actionId'>;
/** What a form holds; the server checks each of it and names what is wrong. */
type Written = Readonly<Record<string, unknown>>;

const of = (caseId: string, rest: string): string => `/cases/${encodeURIComponent(caseId)}/${rest}`;
const ofPlan = ({ caseId, planId }: OfPlan, rest = ''): string => of(caseId, `plans/${planId}${rest}`);

export const listPlans = (caseId: string): Answer<Plans['list']> => ask('GET', of(caseId, 'plans'));
export const makePlan = (caseId: string, plan: Written): Answer<Plans['make']> =>
  ask('POST', of(caseId, 'plans'), plan);
export const changePlan = (plan: OfPlan, change: Values): Answer<Plans['change']> => ask('PUT', ofPlan(plan), change);
export const beginPlan = (plan: OfPlan, start: Written): Answer<Plans['begin']> =>
  ask('POST', ofPlan(plan, '/begin'), start);
export const reviewPlan = (plan: OfPlan, review: Written): Answer<Plans['review']> =>
  ask('POST', ofPlan(plan, '/reviews'), review);
export const endPlan = (plan: OfPlan, end: Written): Answer<Plans['end']> => ask('POST', ofPlan(plan, '/end'), end);

export const addAction = (caseId: string, action: Written): Answer<Actions['add']> =>
  ask('POST', of(caseId, 'actions'), action);
export const changeAction = ({ caseId, actionId }: OfAction, change: Written): Answer<Actions['change']> =>
  ask('PUT', of(caseId, `actions/${actionId}`), change);
export const settleAction = (
  { caseId, actionId }: OfAction,
  end: InputOfRoute<Actions['settle']> | Written,
): Answer<Actions['settle']> => ask('POST', of(caseId, `actions/${actionId}/settle`), end);
export const reopenAction = ({ caseId, actionId }: OfAction, revision: number): Answer<Actions['reopen']> =>
  ask('POST', of(caseId, `actions/${actionId}/reopen`), { revision });
export const myActions = (): Answer<Actions['mine']> => ask('GET', '/actions');

export const saveTherapy = (plan: OfPlan, therapy: Written): Answer<Therapy['save']> =>
  ask('PUT', ofPlan(plan, '/therapy'), therapy);
export const offerSession = (plan: OfPlan, session: Written): Answer<Therapy['offerSession']> =>
  ask('POST', ofPlan(plan, '/sessions'), session);
export const settleSession = (
  plan: OfPlan,
  sessionId: string,
  settled: InputOfRoute<Therapy['settleSession']> | Written,
): Answer<Therapy['settleSession']> => ask('POST', ofPlan(plan, `/sessions/${sessionId}`), settled);
export const readNotes = (plan: OfPlan): Answer<Therapy['notes']> => ask('GET', ofPlan(plan, '/therapist-notes'));
export const addNote = (plan: OfPlan, note: Written): Answer<Therapy['addNote']> =>
  ask('POST', ofPlan(plan, '/therapist-notes'), note);
export const handOver = (plan: OfPlan, to: Written): Answer<Therapy['handOver']> =>
  ask('POST', ofPlan(plan, '/hand-over'), to);
