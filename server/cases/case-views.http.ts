/** The HTTP routes of saved views: a table. */
import { caseViewRoutes } from '../../shared/protocol/http/case-views.ts';
import { asStaff } from '../platform/as-staff.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { listViews, removeView, type SavedViewsDeps, saveView } from './saved-views.ts';

export function createCaseViewRoutes(deps: SavedViewsDeps): RouteTable {
  return [
    handle(caseViewRoutes.list, { handler: asStaff((_input, who) => listViews(deps, who)) }),
    handle(caseViewRoutes.save, {
      handler: asStaff(({ body }, who) => saveView(deps, body, who)),
    }),
    handle(caseViewRoutes.remove, {
      handler: asStaff(({ params }, who) => removeView(deps, params.viewId, who)),
    }),
  ];
}
