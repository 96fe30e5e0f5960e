/** The HTTP routes of plans, actions and therapy: a table. Relations are asked by each use case, which has the case in hand. */
import { actionRoutes } from '../../shared/protocol/http/actions.ts';
import { planRoutes } from '../../shared/protocol/http/plans.ts';
import { therapyRoutes } from '../../shared/protocol/http/therapy.ts';
import { heldOfCase, keepNumbersBehind } from '../cases/index.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
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
    handle(planRoutes.list, { held, handler: asStaff(({ params }, who) => listPlans(deps, params.caseId, who)) }),
    handle(planRoutes.make, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => makePlan(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(planRoutes.change, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => changePlanWords(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(planRoutes.begin, {
      held,
      handler: asStaff(({ params, body }, who) => beginPlan(deps, { ...params, ...body }, who)),
    }),
    handle(planRoutes.review, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => reviewPlan(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(planRoutes.end, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => endPlan(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(planRoutes.waitingList, { handler: asStaff(({ query }, who) => waitingList(deps, query, who)) }),
    handle(actionRoutes.add, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => addAction(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(actionRoutes.change, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => changeActionWords(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(actionRoutes.settle, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => settleAction(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(actionRoutes.reopen, {
      held,
      handler: asStaff(({ params, body }, who) => reopenAction(deps, { ...params, ...body }, who)),
    }),
    handle(actionRoutes.mine, { handler: asStaff((_input, who) => myActions(deps, who)) }),
  ];
}

export function createTherapyRoutes(deps: PlansDeps): RouteTable {
  const held = heldOfCase(deps.cases);
  const own = heldByStaff(({ params }: { params: { caseId: string; planId: string } }, who) =>
    therapistRelations(deps, params, who),
  );
  return [
    handle(therapyRoutes.save, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => saveTherapy(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(therapyRoutes.offerSession, {
      held,
      handler: asStaff(({ params, body }, who) => offerSession(deps, { ...params, ...body }, who)),
    }),
    handle(therapyRoutes.settleSession, {
      held,
      handler: asStaff(({ params, body }, who) => settleSession(deps, { ...params, ...body }, who)),
    }),
    handle(therapyRoutes.notes, { held: own, handler: asStaff(({ params }, who) => readNotes(deps, params, who)) }),
    handle(therapyRoutes.addNote, {
      held: own,
      handler: asStaff(({ params, body }, who) => addNote(deps, { ...params, ...body }, who)),
    }),
    handle(therapyRoutes.handOver, {
      held: own,
      handler: asStaff(({ params, body }, who) => handOver(deps, { ...params, ...body }, who)),
    }),
  ];
}
