/** The HTTP routes of guidance: a table. */
import { guidanceRoutes } from '../../shared/protocol/http/guidance.ts';
import { ok } from '../../shared/result.ts';
import { heldOfCase, keepNumbersBehind } from '../cases/index.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { GuidanceDeps } from './deps.ts';
import { findArea } from './find-area.ts';
import { moveMarac } from './move-marac.ts';
import { readGuidance } from './read-guidance.ts';
import { recordAnswer } from './record-answer.ts';
import { recordWish } from './record-wish.ts';
import { referToMarac } from './refer-to-marac.ts';

export function createGuidanceRoutes(deps: GuidanceDeps): RouteTable {
  const held = heldOfCase(deps.cases);
  return [
    handle(guidanceRoutes.read, {
      held,
      handler: asStaff(({ params }, who) => readGuidance(deps, params.caseId, who)),
    }),
    handle(guidanceRoutes.answer, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => recordAnswer(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(guidanceRoutes.wish, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => recordWish(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(guidanceRoutes.refer, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => referToMarac(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(guidanceRoutes.move, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => moveMarac(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(guidanceRoutes.findArea, { handler: async ({ body }) => ok(findArea(deps, body.postcode)) }),
  ];
}
