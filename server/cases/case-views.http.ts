/** The HTTP routes of saved views: a table. */
import { caseViewRoutes } from '../../shared/protocol/http/case-views.ts';
import { handle, type RouteTable } from '../platform/http-route.ts';
import { signedIn } from '../platform/signed-in.ts';
import { listViews, removeView, type SavedViewsDeps, saveView } from './saved-views.ts';

export function createCaseViewRoutes(deps: SavedViewsDeps): RouteTable {
  return [
    handle(caseViewRoutes.list, { handler: (_input, caller) => signedIn(caller, (who) => listViews(deps, who)) }),
    handle(caseViewRoutes.save, {
      handler: ({ body }, caller) => signedIn(caller, (who) => saveView(deps, body, who)),
    }),
    handle(caseViewRoutes.remove, {
      handler: ({ params }, caller) => signedIn(caller, (who) => removeView(deps, params.viewId, who)),
    }),
  ];
}
