/** The HTTP routes of referrals of a case: a table. */
import { caseReferralRoutes } from '../../shared/protocol/http/case-referrals.ts';
import { heldOfCase } from '../cases/index.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import type { CaseReferralDeps } from './case-referral-deps.ts';
import { listCaseReferrals, makeCaseReferral } from './case-referrals.ts';
import { tellPerson } from './tell-person.ts';

export function createCaseReferralRoutes(deps: CaseReferralDeps): RouteTable {
  const held = heldOfCase(deps.cases);
  return [
    handle(caseReferralRoutes.list, {
      held,
      handler: asStaff(({ params }, who) => listCaseReferrals(deps, params.caseId, who)),
    }),
    handle(caseReferralRoutes.make, {
      held,
      handler: asStaff(({ params, body }, who) => makeCaseReferral(deps, { ...params, ...body }, who)),
    }),
    handle(caseReferralRoutes.tell, {
      held,
      handler: asStaff(({ params, body }, who) => tellPerson(deps, { ...params, ...body }, who)),
    }),
  ];
}
