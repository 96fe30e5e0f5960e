/** The HTTP routes of the concerns register: a table. */
import { concernRoutes } from '../../../shared/protocol/http/concerns.ts';
import { fail } from '../../../shared/result.ts';
import { type HttpCaller, handle, type RouteTable } from '../../platform/http-route.ts';
import type { ConcernsDeps } from './deps.ts';
import { raiseByHand } from './raise-concern.ts';
import { listConcerns, openConcern, relationsTo } from './read-concerns.ts';
import { stepConcern } from './step-concern.ts';

export function createConcernRoutes(deps: ConcernsDeps): RouteTable {
  const held = async ({ params }: { params: { concernId: string } }, { session }: HttpCaller) => {
    const doc = session ? await deps.concerns.find(params.concernId) : null;
    return doc && session ? relationsTo(doc, session) : [];
  };
  return [
    handle(concernRoutes.list, {
      handler: async ({ query }, { session }) =>
        session ? listConcerns(deps, query, session) : fail('unauthenticated'),
    }),
    handle(concernRoutes.raise, {
      handler: async ({ body }, { session }) => (session ? raiseByHand(deps, body, session) : fail('unauthenticated')),
    }),
    handle(concernRoutes.open, {
      held,
      handler: async ({ params }, { session }) =>
        session ? openConcern(deps, params.concernId, session) : fail('unauthenticated'),
    }),
    handle(concernRoutes.step, {
      held,
      handler: async ({ params, body }, { session }) =>
        session ? stepConcern(deps, params.concernId, body, session) : fail('unauthenticated'),
    }),
  ];
}
