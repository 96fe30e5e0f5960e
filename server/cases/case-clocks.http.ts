/** The HTTP routes of the clocks of a case and the duties of an age: a table. */
import type { Relation } from '../../shared/domain/permissions.ts';
import { caseClockRoutes } from '../../shared/protocol/http/case-clocks.ts';
import { type HttpCaller, handle, type RouteTable } from '../platform/http-route.ts';
import { signedIn } from '../platform/signed-in.ts';
import { listClocks, pauseClock, stopClock } from './change-clock.ts';
import type { CasesDeps } from './deps.ts';
import { finishDuty } from './finish-duty.ts';
import { relationsById } from './reach-case.ts';

export function createCaseClockRoutes(deps: CasesDeps): RouteTable {
  const held = async ({ params }: { params: { caseId: string } }, { session }: HttpCaller): Promise<Relation[]> =>
    session ? relationsById(deps, session, params.caseId) : [];
  return [
    handle(caseClockRoutes.list, {
      held,
      handler: ({ params }, caller) => signedIn(caller, (who) => listClocks(deps, params.caseId, who)),
    }),
    handle(caseClockRoutes.stop, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => stopClock(deps, { ...params, ...body }, who)),
    }),
    handle(caseClockRoutes.pause, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => pauseClock(deps, { ...params, ...body }, who)),
    }),
    handle(caseClockRoutes.finishDuty, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => finishDuty(deps, { ...params, ...body }, who)),
    }),
  ];
}
