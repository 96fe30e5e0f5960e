/** The HTTP routes of the clocks of a case and the duties of an age: a table. */
import { caseClockRoutes } from '../../shared/protocol/http/case-clocks.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { asCaseStaff, heldOfCase } from './case-routes.ts';
import { listClocks, pauseClock, stopClock } from './change-clock.ts';
import type { CasesDeps } from './deps.ts';
import { finishDuty } from './finish-duty.ts';

export function createCaseClockRoutes(deps: CasesDeps): RouteTable {
  const held = heldOfCase(deps);
  return [
    handle(caseClockRoutes.list, {
      held,
      handler: asCaseStaff(({ params }, who) => listClocks(deps, params.caseId, who)),
    }),
    handle(caseClockRoutes.stop, {
      held,
      handler: asCaseStaff(({ params, body }, who) => stopClock(deps, { ...params, ...body }, who)),
    }),
    handle(caseClockRoutes.pause, {
      held,
      handler: asCaseStaff(({ params, body }, who) => pauseClock(deps, { ...params, ...body }, who)),
    }),
    handle(caseClockRoutes.finishDuty, {
      held,
      handler: asCaseStaff(({ params, body }, who) => finishDuty(deps, { ...params, ...body }, who)),
    }),
  ];
}
