/** Saved views of the list: a name of staff's own and codes; nothing of anybody who is helped. */
import type { CaseFilters } from '../../shared/protocol/http/cases.ts';
import { type CollectionSpec, type Database, isDuplicateKey } from '../platform/mongo.ts';
import type { CasePerson } from './case.ts';

export interface SavedViewDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly name: string;
  readonly filters: CaseFilters;
  readonly shared: boolean;
  readonly madeBy: CasePerson;
  readonly teamId: string;
  readonly madeAt: number;
}

export const savedViewsSpec: CollectionSpec = {
  name: 'case_views',
  personal: false,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { 'madeBy.agentId': 1 } },
    { keys: { teamId: 1, shared: 1 } },
  ],
};

export interface SavedViewsStore {
  of(who: { readonly agentId: string; readonly teamId: string }): Promise<SavedViewDoc[]>;
  /** The view under this clientId: the new one, or the one that was there. */
  add(doc: SavedViewDoc): Promise<SavedViewDoc>;
  remove(viewId: string, agentId: string): Promise<boolean>;
}

const AT_MOST = 100;

export function createSavedViewsStore(database: Database): SavedViewsStore {
  const views = database.collection<SavedViewDoc>(savedViewsSpec);
  return {
    of: ({ agentId, teamId }) =>
      views
        .find(
          { $or: [{ 'madeBy.agentId': agentId }, { teamId, shared: true }] },
          { sort: { name: 1, _id: 1 }, limit: AT_MOST },
        )
        .toArray(),
    add: async (doc) => {
      try {
        await views.insertOne(doc);
        return doc;
      } catch (error) {
        const before = isDuplicateKey(error) ? await views.findOne({ clientId: doc.clientId }) : null;
        if (before === null) throw error;
        return before;
      }
    },
    remove: async (viewId, agentId) =>
      (await views.deleteOne({ _id: viewId, 'madeBy.agentId': agentId })).deletedCount === 1,
  };
}
