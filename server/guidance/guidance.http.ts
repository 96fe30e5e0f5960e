/** The HTTP routes of guidance: a table. */
import { londonDay } from '../../shared/domain/opening-hours.ts';
import type { Relation } from '../../shared/domain/permissions.ts';
import { guidanceRoutes } from '../../shared/protocol/http/guidance.ts';
import { ok } from '../../shared/result.ts';
import { relationsById } from '../cases/index.ts';
import { type HttpCaller, handle, type RouteTable } from '../platform/http-route.ts';
import { signedIn } from '../platform/signed-in.ts';
import type { GuidanceDeps } from './deps.ts';
import { findArea } from './find-area.ts';
import { moveMarac } from './move-marac.ts';
import { readGuidance } from './read-guidance.ts';
import { recordAnswer } from './record-answer.ts';
import { recordWish } from './record-wish.ts';
import { referToMarac } from './refer-to-marac.ts';

export function createGuidanceRoutes(deps: GuidanceDeps): RouteTable {
  const held = async ({ params }: { params: { caseId: string } }, { session }: HttpCaller): Promise<Relation[]> =>
    session ? relationsById(deps.cases, session, params.caseId) : [];
  return [
    handle(guidanceRoutes.read, {
      held,
      handler: ({ params }, caller) => signedIn(caller, (who) => readGuidance(deps, params.caseId, who)),
    }),
    handle(guidanceRoutes.answer, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => recordAnswer(deps, { ...params, ...body }, who)),
    }),
    handle(guidanceRoutes.wish, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => recordWish(deps, { ...params, ...body }, who)),
    }),
    handle(guidanceRoutes.refer, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => referToMarac(deps, { ...params, ...body }, who)),
    }),
    handle(guidanceRoutes.move, {
      held,
      handler: ({ params, body }, caller) => signedIn(caller, (who) => moveMarac(deps, { ...params, ...body }, who)),
    }),
    handle(guidanceRoutes.findArea, { handler: async ({ body }) => ok(findArea(deps, body.postcode)) }),
    handle(guidanceRoutes.warnings, {
      handler: async () => ok({ warnings: [...deps.warnings(londonDay(new Date(deps.cases.clock.now())))] }),
    }),
  ];
}
