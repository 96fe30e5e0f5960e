/** The HTTP routes of the clocks of a case and the duties of an age: a table. */
import { caseClockRoutes } from '../../shared/protocol/http/case-clocks.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { listClocks, pauseClock, stopClock } from './change-clock.ts';
import type { CasesDeps } from './deps.ts';
import { finishDuty } from './finish-duty.ts';
import { heldOfCase } from './held-of-case.ts';
import { keepNumbersBehind } from './keep-numbers-behind.ts';

export function createCaseClockRoutes(deps: CasesDeps): RouteTable {
  const held = heldOfCase(deps);
  return [
    handle(caseClockRoutes.list, {
      held,
      handler: asStaff(({ params }, who) => listClocks(deps, params.caseId, who)),
    }),
    handle(caseClockRoutes.stop, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => stopClock(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseClockRoutes.pause, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => pauseClock(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(caseClockRoutes.finishDuty, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps, ({ params, body }, who) => finishDuty(deps, { ...params, ...body }, who)),
      ),
    }),
  ];
}
