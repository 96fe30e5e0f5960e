/** The HTTP routes of plans, actions and therapy: a table. Relations are asked by each use case, which has the case in hand. */
import { actionRoutes } from '../../shared/protocol/http/actions.ts';
import { planRoutes } from '../../shared/protocol/http/plans.ts';
import { therapyRoutes } from '../../shared/protocol/http/therapy.ts';
import { asCaseStaff, heldOfCase } from '../cases/index.ts';
import { type HttpCaller, handle, type RouteTable } from '../platform/http-route.ts';
import { addAction, changeActionWords } from './change-action.ts';
import { beginPlan, changePlanWords, reviewPlan, saveTherapy } from './change-plan.ts';
import type { PlansDeps } from './deps.ts';
import { endPlan } from './end-plan.ts';
import { makePlan } from './make-plan.ts';
import { listPlans, myActions } from './read-plans.ts';
import { offerSession, settleSession } from './sessions.ts';
import { reopenAction, settleAction } from './settle-action.ts';
import { addNote, handOver, readNotes, therapistRelations } from './therapist-notes.ts';
import { waitingList } from './waiting-list.ts';

export function createPlanRoutes(deps: PlansDeps): RouteTable {
  const held = heldOfCase(deps.cases);
  return [
    handle(planRoutes.list, { held, handler: asCaseStaff(({ params }, who) => listPlans(deps, params.caseId, who)) }),
    handle(planRoutes.make, {
      held,
      handler: asCaseStaff(({ params, body }, who) => makePlan(deps, { ...params, ...body }, who)),
    }),
    handle(planRoutes.change, {
      held,
      handler: asCaseStaff(({ params, body }, who) => changePlanWords(deps, { ...params, ...body }, who)),
    }),
    handle(planRoutes.begin, {
      held,
      handler: asCaseStaff(({ params, body }, who) => beginPlan(deps, { ...params, ...body }, who)),
    }),
    handle(planRoutes.review, {
      held,
      handler: asCaseStaff(({ params, body }, who) => reviewPlan(deps, { ...params, ...body }, who)),
    }),
    handle(planRoutes.end, {
      held,
      handler: asCaseStaff(({ params, body }, who) => endPlan(deps, { ...params, ...body }, who)),
    }),
    handle(planRoutes.waitingList, { handler: asCaseStaff(({ query }, who) => waitingList(deps, query, who)) }),
    handle(actionRoutes.add, {
      held,
      handler: asCaseStaff(({ params, body }, who) => addAction(deps, { ...params, ...body }, who)),
    }),
    handle(actionRoutes.change, {
      held,
      handler: asCaseStaff(({ params, body }, who) => changeActionWords(deps, { ...params, ...body }, who)),
    }),
    handle(actionRoutes.settle, {
      held,
      handler: asCaseStaff(({ params, body }, who) => settleAction(deps, { ...params, ...body }, who)),
    }),
    handle(actionRoutes.reopen, {
      held,
      handler: asCaseStaff(({ params, body }, who) => reopenAction(deps, { ...params, ...body }, who)),
    }),
    handle(actionRoutes.mine, { handler: asCaseStaff((_input, who) => myActions(deps, who)) }),
  ];
}

export function createTherapyRoutes(deps: PlansDeps): RouteTable {
  const held = heldOfCase(deps.cases);
  const own = async ({ params }: { params: { caseId: string; planId: string } }, { session }: HttpCaller) =>
    session ? therapistRelations(deps, params, session) : [];
  return [
    handle(therapyRoutes.save, {
      held,
      handler: asCaseStaff(({ params, body }, who) => saveTherapy(deps, { ...params, ...body }, who)),
    }),
    handle(therapyRoutes.offerSession, {
      held,
      handler: asCaseStaff(({ params, body }, who) => offerSession(deps, { ...params, ...body }, who)),
    }),
    handle(therapyRoutes.settleSession, {
      held,
      handler: asCaseStaff(({ params, body }, who) => settleSession(deps, { ...params, ...body }, who)),
    }),
    handle(therapyRoutes.notes, { held: own, handler: asCaseStaff(({ params }, who) => readNotes(deps, params, who)) }),
    handle(therapyRoutes.addNote, {
      held: own,
      handler: asCaseStaff(({ params, body }, who) => addNote(deps, { ...params, ...body }, who)),
    }),
    handle(therapyRoutes.handOver, {
      held: own,
      handler: asCaseStaff(({ params, body }, who) => handOver(deps, { ...params, ...body }, who)),
    }),
  ];
}
