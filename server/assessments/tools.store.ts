/** Versions of tools that the service has loaded. They hold no person's data, and stay readable for what was filled in with them. */
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import type { AssessmentPerson } from './assessment.ts';

export interface LoadedToolDoc {
  /** `code@version`. */
  readonly _id: string;
  readonly code: string;
  readonly version: string;
  readonly definition: ToolDefinition;
  readonly loadedBy: AssessmentPerson;
  readonly loadedAt: number;
  readonly retiredAt: number | null;
}

export const loadedToolsSpec: CollectionSpec = {
  name: 'loaded_tools',
  personal: false,
  indexes: [{ keys: { code: 1, loadedAt: -1 } }],
};

export interface LoadedToolsStore {
  all(): Promise<LoadedToolDoc[]>;
  find(code: string, version: string): Promise<LoadedToolDoc | null>;
  insertIn(session: Session, doc: Omit<LoadedToolDoc, '_id'>): Promise<void>;
  retireIn(session: Session, doc: LoadedToolDoc, at: number): Promise<void>;
}

export function createLoadedToolsStore(database: Database): LoadedToolsStore {
  const tools = database.collection<LoadedToolDoc>(loadedToolsSpec);
  const MAJORITY = { readConcern: { level: 'majority' } } as const;
  const idOf = (code: string, version: string) => `${code}@${version}`;
  return {
    all: () => tools.find({}, { ...MAJORITY, sort: { loadedAt: -1, _id: 1 } }).toArray(),
    find: (code, version) => tools.findOne({ _id: idOf(code, version) }, MAJORITY),
    insertIn: async (session, doc) => {
      await tools.insertOne({ _id: idOf(doc.code, doc.version), ...doc }, { session });
    },
    retireIn: async (session, { _id }, at) => {
      await tools.updateOne({ _id, retiredAt: null }, { $set: { retiredAt: at } }, { session });
    },
  };
}
