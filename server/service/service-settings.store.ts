/** The settings in MongoDB: every version a whole document under its number, so saving is a compare-and-set by itself. */
import { type CollectionSpec, type Database, isDuplicateKey } from '../platform/mongo.ts';
import type { ServiceSettings } from './settings.ts';

export interface SettingsVersion {
  readonly version: number;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  readonly settings: ServiceSettings;
}

interface SettingsDoc extends Omit<SettingsVersion, 'version'> {
  readonly _id: number;
}

export const serviceSettingsSpec: CollectionSpec = { name: 'service_settings', personal: false, indexes: [] };

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export interface SettingsStore {
  latest(): Promise<SettingsVersion | null>;
  latestNumber(): Promise<number>;
  /** Newest first. */
  history(limit: number): Promise<SettingsVersion[]>;
  /** False when this version exists already: somebody else saved first. */
  insert(next: SettingsVersion): Promise<boolean>;
}

export function createSettingsStore(database: Database): SettingsStore {
  const collection = database.collection<SettingsDoc>(serviceSettingsSpec);
  const newest = (limit: number) => collection.find({}, { ...MAJORITY, sort: { _id: -1 }, limit }).toArray();
  return {
    latest: async () => {
      const [doc] = await newest(1);
      return doc ? toVersion(doc) : null;
    },
    latestNumber: async () => {
      const newestId = { ...MAJORITY, sort: { _id: -1 }, projection: { _id: 1 } } as const;
      return (await collection.findOne({}, newestId))?._id ?? 0;
    },
    history: async (limit) => (await newest(limit)).map(toVersion),
    insert: async ({ version, ...rest }) => {
      try {
        await collection.insertOne({ _id: version, ...rest });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}

function toVersion({ _id, ...rest }: SettingsDoc): SettingsVersion {
  return { version: _id, ...rest };
}
