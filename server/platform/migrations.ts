/**
 * Changes to what is stored, each run once by whichever node comes first, before anything else reads. A migration may be
 * cut short by a crash and then runs again, so each must be safe to repeat.
 */
import { createHash } from 'node:crypto';
import { Umzug, type UmzugStorage } from 'umzug';
import type { Logger } from './logger.ts';
import { type CollectionSpec, type Database, ensureCollections } from './mongo.ts';
import { withLease } from './with-lease.ts';

export interface Migration {
  /** Run in order of name: `0002-what-it-does`. */
  readonly name: string;
  readonly up: (database: Database) => Promise<void>;
}

interface MigrationDoc {
  readonly _id: string;
  readonly at: Date;
}

export const migrationsSpec: CollectionSpec = { name: 'migrations', personal: false, indexes: [] };

export interface MigrationsOptions {
  readonly database: Database;
  /** Every collection of every duty: made, with its indexes, before the first migration. */
  readonly collections: readonly CollectionSpec[];
  readonly migrations: readonly Migration[];
  readonly logger: Logger;
}

/** Answers the names of those that this call ran. */
export async function runMigrations(options: MigrationsOptions): Promise<readonly string[]> {
  const { database, collections, migrations, logger } = options;
  const steps = [collectionsStep(collections), ...[...migrations].sort((a, b) => (a.name < b.name ? -1 : 1))];
  const umzug = new Umzug({
    migrations: steps.map(({ name, up }) => ({ name, up: async () => up(database) })),
    storage: storageIn(database),
    logger: undefined,
  });
  const ran = await withLease(database, 'migrations', () => umzug.up());
  const names = ran.map(({ name }) => name);
  if (names.length > 0) logger.info({ names }, 'migrations ran');
  return names;
}

/** Named after what the collections declare, so that a new collection or index is made by the next start. */
function collectionsStep(collections: readonly CollectionSpec[]): Migration {
  const declared = createHash('sha256').update(JSON.stringify(collections)).digest('hex').slice(0, 12);
  return {
    name: `0001-collections-${declared}`,
    up: (database) => ensureCollections(database, collections),
  };
}

function storageIn(database: Database): UmzugStorage {
  const collection = database.collection<MigrationDoc>(migrationsSpec);
  return {
    executed: async () => {
      const docs = await collection.find({}, { sort: { _id: 1 } }).toArray();
      return docs.map(({ _id }) => _id);
    },
    logMigration: async ({ name }) => {
      await collection.insertOne({ _id: name, at: new Date() });
    },
    unlogMigration: async ({ name }) => {
      await collection.deleteOne({ _id: name });
    },
  };
}
