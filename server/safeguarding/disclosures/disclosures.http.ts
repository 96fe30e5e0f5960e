/** The HTTP routes of disclosures: a table. */
import { disclosureRoutes } from '../../../shared/protocol/http/disclosures.ts';
import { asStaff, heldByStaff } from '../../platform/as-staff.ts';
import { handle, type RouteTable } from '../../platform/http-route.ts';
import type { DisclosuresDeps } from './deps.ts';
import { proposeDisclosure } from './propose-disclosure.ts';
import { draftFrom, listDisclosures, openDisclosure, relationsTo } from './read-disclosures.ts';
import { stepDisclosure } from './step-disclosure.ts';

export function createDisclosureRoutes(deps: DisclosuresDeps): RouteTable {
  const held = heldByStaff(async ({ params }: { params: { disclosureId: string } }, who) => {
    const doc = await deps.disclosures.find(params.disclosureId);
    return doc ? relationsTo(doc, who) : [];
  });
  return [
    handle(disclosureRoutes.list, {
      handler: asStaff(({ query }, who) => listDisclosures(deps, query, who)),
    }),
    handle(disclosureRoutes.draft, {
      handler: asStaff(({ body }, who) => draftFrom(deps, body.alertId, who)),
    }),
    handle(disclosureRoutes.propose, {
      handler: asStaff(({ body }, who) => proposeDisclosure(deps, body, who)),
    }),
    handle(disclosureRoutes.open, {
      held,
      handler: asStaff(({ params }, who) => openDisclosure(deps, params.disclosureId, who)),
    }),
    handle(disclosureRoutes.step, {
      held,
      handler: asStaff(({ params, body }, who) => stepDisclosure(deps, params.disclosureId, body, who)),
    }),
  ];
}
