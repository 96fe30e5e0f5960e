/** The HTTP routes of the duty list: a table. */
import { dutyRoutes } from '../../../shared/protocol/http/duty.ts';
import { asStaff } from '../../platform/as-staff.ts';
import { handle, type RouteTable } from '../../platform/http-route.ts';
import type { DutyDeps } from './deps.ts';
import { listDuty, openContacts, whoIsOnCall } from './read-duty.ts';
import { addTurn, removeTurn } from './set-turn.ts';

export function createDutyRoutes(deps: DutyDeps): RouteTable {
  return [
    handle(dutyRoutes.now, { handler: () => whoIsOnCall(deps) }),
    handle(dutyRoutes.list, { handler: () => listDuty(deps) }),
    handle(dutyRoutes.add, {
      handler: asStaff(({ body }, who) => addTurn(deps, body, who)),
    }),
    handle(dutyRoutes.remove, {
      handler: asStaff(({ params }, who) => removeTurn(deps, params.dutyId, who)),
    }),
    handle(dutyRoutes.contacts, {
      handler: asStaff(({ params }, who) => openContacts(deps, params.dutyId, who)),
    }),
  ];
}
