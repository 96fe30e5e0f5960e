/** The HTTP routes of checking who came back: a table. */
import { returnRoutes } from '../../shared/protocol/http/returns.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { checkReturn } from './check-return.ts';
import type { ReturningDeps } from './deps.ts';
import { notesOfReturn, renewPhrase, stopFromReturn } from './go-on-from-return.ts';
import { listReturns } from './list-returns.ts';
import { linkReturn, openReturn, releaseReturn, writeTold } from './tell-return.ts';

export function createReturnRoutes(deps: ReturningDeps): RouteTable {
  return [
    handle(returnRoutes.check, { handler: asStaff(({ body }, who) => checkReturn(deps, body, who)) }),
    handle(returnRoutes.list, {
      handler: asStaff(({ query }, who) => listReturns(deps, query.conversationId ?? null, who)),
    }),
    handle(returnRoutes.open, { handler: asStaff(({ params }, who) => openReturn(deps, params.returnId, who)) }),
    handle(returnRoutes.told, {
      handler: asStaff(({ params, body }, who) => writeTold(deps, params.returnId, body.outcome, who)),
    }),
    handle(returnRoutes.release, {
      handler: asStaff(({ params }, who) => releaseReturn(deps, params.returnId, who)),
    }),
    handle(returnRoutes.renew, {
      handler: asStaff(({ params, body }, who) => renewPhrase(deps, { ...params, ...body }, who)),
    }),
    handle(returnRoutes.stop, { handler: asStaff(({ params }, who) => stopFromReturn(deps, params.returnId, who)) }),
    handle(returnRoutes.notes, { handler: asStaff(({ params }, who) => notesOfReturn(deps, params.returnId, who)) }),
    handle(returnRoutes.link, { handler: asStaff(({ params }, who) => linkReturn(deps, params.returnId, who)) }),
  ];
}
