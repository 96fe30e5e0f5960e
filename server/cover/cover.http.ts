/** The HTTP routes of cover: a table. */
import { coverRoutes } from '../../shared/protocol/http/cover.ts';
import { asCaseStaff } from '../cases/index.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { CoverDeps } from './deps.ts';
import { listCover } from './read-cover.ts';
import { endCover, relationsTo, setCover } from './set-cover.ts';

export function createCoverRoutes(deps: CoverDeps): RouteTable {
  return [
    handle(coverRoutes.list, { handler: asCaseStaff((_input, who) => listCover(deps, who)) }),
    handle(coverRoutes.set, {
      held: async ({ body }, { session }) => {
        const from = session && (await deps.cases.staff.find(body.fromAgentId));
        return session && from ? relationsTo(from, session) : [];
      },
      handler: asCaseStaff(({ body }, who) => setCover(deps, body, who)),
    }),
    handle(coverRoutes.end, {
      held: async ({ params }, { session }) => {
        const doc = session && (await deps.store.find(params.coverId));
        return session && doc ? relationsTo({ teamId: doc.fromTeamId }, session) : [];
      },
      handler: asCaseStaff(({ params, body }, who) => endCover(deps, { ...params, ...body }, who)),
    }),
  ];
}
