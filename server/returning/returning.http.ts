/** The HTTP routes of coming back: a table. */
import { returningRoutes } from '../../shared/protocol/http/returning.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { decideRequest, takeRequest } from './decide-withdrawal.ts';
import type { ReturningDeps } from './deps.ts';
import { givePhrase } from './give-phrase.ts';
import { listWithdrawals } from './list-withdrawals.ts';

export function createReturningRoutes(deps: ReturningDeps): RouteTable {
  return [
    handle(returningRoutes.give, { handler: asStaff(({ body }, who) => givePhrase(deps, body, who)) }),
    handle(returningRoutes.list, { handler: asStaff((_input, who) => listWithdrawals(deps, who)) }),
    handle(returningRoutes.take, {
      handler: asStaff(({ params, body }, who) => takeRequest(deps, { ...params, ...body }, who)),
    }),
    handle(returningRoutes.decide, {
      handler: asStaff(({ params, body }, who) => decideRequest(deps, { ...params, ...body }, who)),
    }),
  ];
}
