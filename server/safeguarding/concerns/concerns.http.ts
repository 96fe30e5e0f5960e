/** The HTTP routes of the concerns register: a table. */
import { concernRoutes } from '../../../shared/protocol/http/concerns.ts';
import { asStaff, heldByStaff } from '../../platform/as-staff.ts';
import { handle, type RouteTable } from '../../platform/http-route.ts';
import type { ConcernsDeps } from './deps.ts';
import { raiseByHand } from './raise-concern.ts';
import { listConcerns, openConcern, relationsTo } from './read-concerns.ts';
import { stepConcern } from './step-concern.ts';

export function createConcernRoutes(deps: ConcernsDeps): RouteTable {
  const held = heldByStaff(async ({ params }: { params: { concernId: string } }, who) => {
    const doc = await deps.concerns.find(params.concernId);
    return doc ? relationsTo(doc, who) : [];
  });
  return [
    handle(concernRoutes.list, {
      handler: asStaff(({ query }, who) => listConcerns(deps, query, who)),
    }),
    handle(concernRoutes.raise, {
      handler: asStaff(({ body }, who) => raiseByHand(deps, body, who)),
    }),
    handle(concernRoutes.open, {
      held,
      handler: asStaff(({ params }, who) => openConcern(deps, params.concernId, who)),
    }),
    handle(concernRoutes.step, {
      held,
      handler: asStaff(({ params, body }, who) => stepConcern(deps, params.concernId, body, who)),
    }),
  ];
}
