/** The HTTP routes of partners' accounts: a table. */
import { partnerAccountRoutes as routes } from '../../shared/protocol/http/partner-accounts.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import {
  addPartnerAccount,
  disablePartnerAccount,
  listPartnerAccounts,
  newPartnerPassword,
  type PartnerAccountsDeps,
} from './partner-accounts.ts';

export function createPartnerAccountRoutes(deps: PartnerAccountsDeps): RouteTable {
  return [
    handle(routes.list, { handler: asStaff((_input, who) => listPartnerAccounts(deps, who)) }),
    handle(routes.add, { handler: asStaff(({ body }, who) => addPartnerAccount(deps, body, who)) }),
    handle(routes.password, {
      handler: asStaff(({ params }, who) => newPartnerPassword(deps, params.agentId, who)),
    }),
    handle(routes.disable, {
      handler: asStaff(({ params }, who) => disablePartnerAccount(deps, params.agentId, who)),
    }),
  ];
}
