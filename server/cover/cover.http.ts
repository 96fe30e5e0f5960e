/** The HTTP routes of cover: a table. */
import { coverRoutes } from '../../shared/protocol/http/cover.ts';
import { asStaff, heldByStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { CoverDeps } from './deps.ts';
import { listCover } from './read-cover.ts';
import { endCover, relationsTo, setCover } from './set-cover.ts';

export function createCoverRoutes(deps: CoverDeps): RouteTable {
  return [
    handle(coverRoutes.list, { handler: asStaff((_input, who) => listCover(deps, who)) }),
    handle(coverRoutes.set, {
      held: heldByStaff(async ({ body }, who) => {
        const from = await deps.cases.staff.find(body.fromAgentId);
        return from ? relationsTo(from, who) : [];
      }),
      handler: asStaff(({ body }, who) => setCover(deps, body, who)),
    }),
    handle(coverRoutes.end, {
      held: heldByStaff(async ({ params }, who) => {
        const doc = await deps.store.find(params.coverId);
        return doc ? relationsTo({ teamId: doc.fromTeamId }, who) : [];
      }),
      handler: asStaff(({ params, body }, who) => endCover(deps, { ...params, ...body }, who)),
    }),
  ];
}
