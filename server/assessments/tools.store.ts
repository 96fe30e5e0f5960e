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
  /** Sees less than the one in force: a lead decides first. Absent where nobody had to, or a lead agreed. */
  readonly decision?: 'waiting' | 'refused';
  /** When a lead agreed; from then on it is the newest. */
  readonly agreedAt?: number;
  /** Without it less is seen: a lead decides whether it is retired. */
  readonly retiring?: boolean;
}

export const loadedToolsSpec: CollectionSpec = {
  name: 'loaded_tools',
  personal: false,
  indexes: [{ keys: { code: 1, loadedAt: -1 } }],
};

export interface LoadedToolsStore {
  all(session?: Session): Promise<LoadedToolDoc[]>;
  find(code: string, version: string, session?: Session): Promise<LoadedToolDoc | null>;
  insertIn(session: Session, doc: Omit<LoadedToolDoc, '_id'>): Promise<void>;
  retireIn(session: Session, doc: LoadedToolDoc, at: number): Promise<void>;
  setIn(session: Session, id: string, set: Pick<LoadedToolDoc, 'decision' | 'retiring'>): Promise<void>;
  agreeIn(session: Session, id: string, at: number): Promise<void>;
}

export function createLoadedToolsStore(database: Database): LoadedToolsStore {
  const tools = database.collection<LoadedToolDoc>(loadedToolsSpec);
  const MAJORITY = { readConcern: { level: 'majority' } } as const;
  const within = (session?: Session) => (session ? { session } : MAJORITY);
  const idOf = (code: string, version: string) => `${code}@${version}`;
  return {
    all: (session) => tools.find({}, { ...within(session), sort: { loadedAt: -1, _id: 1 } }).toArray(),
    find: (code, version, session) => tools.findOne({ _id: idOf(code, version) }, within(session)),
    insertIn: async (session, doc) => {
      await tools.insertOne({ _id: idOf(doc.code, doc.version), ...doc }, { session });
    },
    retireIn: async (session, { _id }, at) => {
      await tools.updateOne({ _id, retiredAt: null }, { $set: { retiredAt: at, retiring: false } }, { session });
    },
    setIn: async (session, _id, set) => {
      await tools.updateOne({ _id }, { $set: set }, { session });
    },
    agreeIn: async (session, _id, agreedAt) => {
      await tools.updateOne({ _id }, { $set: { agreedAt }, $unset: { decision: 1 } }, { session });
    },
  };
}
