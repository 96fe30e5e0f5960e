/** The HTTP routes of the duty list: a table. */
import { dutyRoutes } from '../../../shared/protocol/http/duty.ts';
import { fail } from '../../../shared/result.ts';
import { handle, type RouteTable } from '../../platform/http-route.ts';
import type { DutyDeps } from './deps.ts';
import { listDuty, openContacts, whoIsOnCall } from './read-duty.ts';
import { addTurn, removeTurn } from './set-turn.ts';

export function createDutyRoutes(deps: DutyDeps): RouteTable {
  return [
    handle(dutyRoutes.now, { handler: () => whoIsOnCall(deps) }),
    handle(dutyRoutes.list, { handler: () => listDuty(deps) }),
    handle(dutyRoutes.add, {
      handler: async ({ body }, { session }) => (session ? addTurn(deps, body, session) : fail('unauthenticated')),
    }),
    handle(dutyRoutes.remove, {
      handler: async ({ params }, { session }) =>
        session ? removeTurn(deps, params.dutyId, session) : fail('unauthenticated'),
    }),
    handle(dutyRoutes.contacts, {
      handler: async ({ params }, { session }) =>
        session ? openContacts(deps, params.dutyId, session) : fail('unauthenticated'),
    }),
  ];
}
