/** Reads a whole database as it was at one moment, while it is written to: one snapshot session over all collections. */
import mongoose, { type mongo } from 'mongoose';
import type { Database } from '../mongo.ts';
import type { CollectionSource } from './archive.ts';
import { type CollectionSum, createTally } from './manifest.ts';
import { BackupProblem } from './problem.ts';

/** How long a read may take before MongoDB forgets the moment it began at. */
const HISTORY_SECONDS = 3_600;
const BATCH = 500;
/** SnapshotTooOld, SnapshotUnavailable. */
const HISTORY_GONE = new Set([239, 246]);

export interface Snapshot {
  readonly collections: readonly CollectionSource[];
  close(): Promise<void>;
}

export async function openSnapshot(client: mongo.MongoClient, name: string): Promise<Snapshot> {
  const database = client.db(name);
  const names = await collectionNames(database);
  const session = client.startSession({ snapshot: true });
  return {
    collections: names.map((each) => ({ name: each, documents: () => rawDocuments(database, each, session) })),
    close: () => session.endSession(),
  };
}

export async function collectionNames(database: mongo.Db): Promise<string[]> {
  const found = await database.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  return found
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.'))
    .sort();
}

async function* rawDocuments(
  database: mongo.Db,
  name: string,
  session?: mongo.ClientSession,
): AsyncGenerator<Uint8Array> {
  // Said again: the client's own level would win over the session's, and each collection be read at another moment.
  const moment = session ? { session, readConcern: { level: 'snapshot' } as const } : {};
  const order = { raw: true, sort: { _id: 1 }, batchSize: BATCH, ...moment } as const;
  try {
    for await (const document of database.collection(name).find({}, order)) {
      // With `raw` the driver hands on the bytes; its types do not say so.
      if (!(document instanceof Uint8Array)) throw new Error('The driver did not hand on the stored bytes.');
      yield document;
    }
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoServerError) || !HISTORY_GONE.has(Number(error.code))) throw error;
    throw new BackupProblem(
      `MongoDB no longer keeps the moment at which this backup began: set minSnapshotHistoryWindowInSeconds=${HISTORY_SECONDS}, and begin again.`,
    );
  }
}

/** What each collection holds now, added up as a backup does. */
export async function sumsOf(database: mongo.Db): Promise<CollectionSum[]> {
  const sums: CollectionSum[] = [];
  for (const name of await collectionNames(database)) {
    const tally = createTally(name);
    for await (const document of rawDocuments(database, name)) tally.add(document);
    sums.push(tally.sum());
  }
  return sums;
}

/** A sentence where MongoDB may forget the moment before a long backup is over; nothing where it may not be asked. */
export async function historyWarning({ connection }: Database): Promise<string | undefined> {
  const answer = await connection
    .getClient()
    .db('admin')
    .command({ getParameter: 1, minSnapshotHistoryWindowInSeconds: 1 })
    .catch(() => undefined);
  const seconds: unknown = answer?.minSnapshotHistoryWindowInSeconds;
  if (typeof seconds !== 'number' || seconds >= HISTORY_SECONDS) return undefined;
  return `MongoDB keeps a moment for ${seconds} s, and a backup that takes longer breaks off: set minSnapshotHistoryWindowInSeconds=${HISTORY_SECONDS}.`;
}
