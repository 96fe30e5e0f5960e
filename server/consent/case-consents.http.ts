/** The HTTP routes of what a person of a case agreed to: a table. */
import { consentRoutes } from '../../shared/protocol/http/consents.ts';
import { heldOfCase, keepNumbersBehind } from '../cases/index.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { CaseConsentDeps } from './case-deps.ts';
import { listCaseConsents, type OfferViews } from './list-case-consents.ts';
import { takeBack } from './take-back.ts';
import { writeConsent } from './write-consent.ts';

export function createConsentRoutes(deps: CaseConsentDeps & { readonly views: OfferViews }): RouteTable {
  const held = heldOfCase(deps.cases);
  return [
    handle(consentRoutes.list, {
      held,
      handler: asStaff(({ params }, who) => listCaseConsents(deps, params.caseId, who)),
    }),
    handle(consentRoutes.write, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => writeConsent(deps, { ...params, ...body }, who)),
      ),
    }),
    handle(consentRoutes.withdraw, {
      held,
      handler: asStaff(
        keepNumbersBehind(deps.cases, ({ params, body }, who) => takeBack(deps, { ...params, ...body }, who)),
      ),
    }),
  ];
}
