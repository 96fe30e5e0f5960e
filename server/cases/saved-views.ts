/** Keeps, lists and takes away views of the list of cases. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { caseViewRoutes, SavedView } from '../../shared/protocol/http/case-views.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Clock, Ids } from '../platform/ports.ts';
import type { CaseCaller } from './deps.ts';
import type { SavedViewsStore } from './views.store.ts';

export interface SavedViewsDeps {
  readonly views: SavedViewsStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

type Views = Result<{ views: SavedView[] }>;
type Saving = z.infer<typeof caseViewRoutes.save.body>;

export async function listViews({ views }: Pick<SavedViewsDeps, 'views'>, caller: CaseCaller): Promise<Views> {
  const docs = await views.of(caller);
  return ok({
    views: docs.map(({ _id: viewId, name, filters, shared, madeBy }) => ({
      ...{ viewId, name, filters, shared, madeBy },
      yours: madeBy.agentId === caller.agentId,
    })),
  });
}

export async function saveView(deps: SavedViewsDeps, input: Saving, caller: CaseCaller): Promise<Views> {
  const { clientId, name, filters, shared } = input;
  const { agentId, teamId } = caller;
  const made = await deps.views.add({
    ...{ _id: deps.ids.uuid(), clientId, name, filters, shared, teamId },
    ...{ madeBy: { agentId, name: caller.name }, madeAt: deps.clock.now() },
  });
  const same = isDeepStrictEqual([made.name, made.shared, made.madeBy.agentId], [name, shared, agentId]);
  return same ? listViews(deps, caller) : fail('conflict');
}

export async function removeView(deps: SavedViewsDeps, viewId: string, caller: CaseCaller): Promise<Views> {
  return (await deps.views.remove(viewId, caller.agentId)) ? listViews(deps, caller) : fail('not_found');
}
