/** The HTTP routes of what staff are warned of: a table. */
import { serviceWarningRoutes } from '../../shared/protocol/http/service-warnings.ts';
import { ok } from '../../shared/result.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { checkNumber } from './check-number.ts';
import { readWarnings, type WarningsDeps } from './read-warnings.ts';

export function createWarningRoutes(deps: WarningsDeps): RouteTable {
  return [
    handle(serviceWarningRoutes.warnings, { handler: async () => ok({ warnings: await readWarnings(deps) }) }),
    handle(serviceWarningRoutes.checkNumber, {
      handler: asStaff(({ params }, who) => checkNumber(deps, params.code, who)),
    }),
  ];
}
