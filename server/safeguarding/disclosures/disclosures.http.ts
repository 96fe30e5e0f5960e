/** The HTTP routes of disclosures: a table. */
import { disclosureRoutes } from '../../../shared/protocol/http/disclosures.ts';
import { fail } from '../../../shared/result.ts';
import { type HttpCaller, handle, type RouteTable } from '../../platform/http-route.ts';
import type { DisclosuresDeps } from './deps.ts';
import { proposeDisclosure } from './propose-disclosure.ts';
import { draftFrom, listDisclosures, openDisclosure, relationsTo } from './read-disclosures.ts';
import { stepDisclosure } from './step-disclosure.ts';

export function createDisclosureRoutes(deps: DisclosuresDeps): RouteTable {
  const held = async ({ params }: { params: { disclosureId: string } }, { session }: HttpCaller) => {
    const doc = session ? await deps.disclosures.find(params.disclosureId) : null;
    return doc && session ? relationsTo(doc, session) : [];
  };
  return [
    handle(disclosureRoutes.list, {
      handler: async ({ query }, { session }) =>
        session ? listDisclosures(deps, query, session) : fail('unauthenticated'),
    }),
    handle(disclosureRoutes.draft, {
      handler: async ({ body }, { session }) =>
        session ? draftFrom(deps, body.alertId, session) : fail('unauthenticated'),
    }),
    handle(disclosureRoutes.propose, {
      handler: async ({ body }, { session }) =>
        session ? proposeDisclosure(deps, body, session) : fail('unauthenticated'),
    }),
    handle(disclosureRoutes.open, {
      held,
      handler: async ({ params }, { session }) =>
        session ? openDisclosure(deps, params.disclosureId, session) : fail('unauthenticated'),
    }),
    handle(disclosureRoutes.step, {
      held,
      handler: async ({ params, body }, { session }) =>
        session ? stepDisclosure(deps, params.disclosureId, body, session) : fail('unauthenticated'),
    }),
  ];
}
