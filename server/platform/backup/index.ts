/**
 * Backup and restore of the two databases, each in a file of its own: what the service stores is kept for weeks, the keys
 * that open it for days, so that a conversation whose key was destroyed is unreadable in every backup soon after.
 */
import type { mongo } from 'mongoose';
import { type CollectionSpec, type Database, ensureCollection } from '../mongo.ts';
import { type ArchivePart, readArchive, writeArchive } from './archive.ts';
import {
  fill,
  isEmpty,
  isInUse,
  isMark,
  markFinished,
  markUnfinished,
  refuseHalfRestored,
  unfinished,
} from './fill.store.ts';
import { type BackupManifest, type Contents, differences } from './manifest.ts';
import type { Files } from './options.ts';
import { BackupProblem } from './problem.ts';
import { openSealed, writeSealed } from './sealed-file.ts';
import { openSnapshot, sumsOf } from './snapshot.store.ts';

export { refuseHalfRestored } from './fill.store.ts';
export { readBackupWish, readRestoreWish } from './options.ts';
export { BackupProblem } from './problem.ts';
export { makeIdentity, readIdentities } from './sealed-file.ts';
export { historyWarning } from './snapshot.store.ts';

export interface BackupOrder {
  readonly database: Database;
  readonly names: Readonly<Record<Contents, string>>;
  readonly to: Files;
  readonly recipients: readonly string[];
  readonly now: Date;
}

/** What was written, by file. The keys come last: whatever the first file holds, its key was made before. */
export async function backUp(order: BackupOrder): Promise<ReadonlyMap<string, BackupManifest>> {
  await refuseHalfRestored(order.database);
  const written = new Map<string, BackupManifest>();
  for (const contents of ['main', 'keys'] as const) {
    const path = order.to[contents];
    if (path !== undefined) written.set(path, await backUpOne(order, contents, path));
  }
  return written;
}

async function backUpOne(order: BackupOrder, contents: Contents, path: string): Promise<BackupManifest> {
  const snapshot = await openSnapshot(order.database.connection.getClient(), order.names[contents]);
  let manifest: BackupManifest = { collections: [] };
  try {
    const header = { format: 1, contents, madeAt: order.now.toISOString() } as const;
    const archive = writeArchive(header, snapshot.collections, (whole) => {
      manifest = whole;
    });
    await writeSealed(path, order.recipients, archive);
    return manifest;
  } finally {
    await snapshot.close();
  }
}

export interface RestoreOrder {
  readonly database: Database;
  readonly names: Readonly<Record<Contents, string>>;
  readonly from: Files;
  readonly identities: readonly string[];
  readonly collections: readonly CollectionSpec[];
  /** Run on the main database when everything was compared, before it may be used: what must not come back to life. */
  readonly forget: (database: Database) => Promise<void>;
  readonly replace: boolean;
  readonly now: Date;
}

/** All or nothing: each file is read to its end before the first document is written, and compared afterwards. */
export async function restore(order: RestoreOrder): Promise<ReadonlyMap<Contents, BackupManifest>> {
  const { database } = order;
  const manifests = new Map<Contents, BackupManifest>();
  for (const [each, path] of filesOf(order.from)) {
    manifests.set(each, await check(path, each, order.identities));
  }
  const contents = [...manifests.keys()];
  const halfBefore = await unfinished(database);
  await makeRoom(order);
  await markUnfinished(database, new Set([...halfBefore, ...contents]));
  try {
    for (const [each, path] of filesOf(order.from)) {
      const target = databaseOf(order, each);
      await fill(target, readArchive(openSealed(path, order.identities)));
      await compare(target, manifests.get(each));
    }
    for (const spec of order.collections) await ensureCollection(database, spec);
    if (manifests.has('main')) await order.forget(database);
    await markFinished(database, contents);
  } catch (error) {
    await emptyAgain(order);
    throw error;
  }
  return manifests;
}

const filesOf = ({ main, keys }: Files): [Contents, string][] => [
  ...(main === undefined ? [] : [['main', main] as [Contents, string]]),
  ...(keys === undefined ? [] : [['keys', keys] as [Contents, string]]),
];

const databaseOf = ({ database, names }: RestoreOrder, contents: Contents): mongo.Db =>
  database.connection.getClient().db(names[contents]);

/** Reads a file to its end, so that nothing is begun that cannot be finished. */
async function check(path: string, contents: Contents, identities: readonly string[]): Promise<BackupManifest> {
  let last: ArchivePart | undefined;
  for await (const part of readArchive(openSealed(path, identities))) {
    last = part;
    if (part.kind !== 'header' || part.header.contents === contents) continue;
    const option = contents === 'main' ? '--keys-from' : '--from';
    throw new BackupProblem(`The file ${path} holds the other database: name it with ${option}.`);
  }
  if (last?.kind !== 'manifest') throw new BackupProblem(`The file ${path} is not whole.`);
  return last.manifest;
}

async function makeRoom(order: RestoreOrder): Promise<void> {
  if (await isInUse(order.database, order.now.getTime())) {
    throw new BackupProblem('A server is running on this database: stop every node, wait ten seconds, then restore.');
  }
  for (const [contents] of filesOf(order.from)) {
    const target = databaseOf(order, contents);
    if (!order.replace && !(await isEmpty(target))) {
      throw new BackupProblem(
        `The database ${target.databaseName} is not empty: name an empty one with DATABASE_NAME, or add --replace to lose what it holds.`,
      );
    }
  }
  for (const [contents] of filesOf(order.from)) await databaseOf(order, contents).dropDatabase();
}

async function compare(target: mongo.Db, manifest: BackupManifest | undefined): Promise<void> {
  const found = (await sumsOf(target)).filter(({ name }) => !isMark(name));
  const other = differences(manifest?.collections ?? [], found);
  if (other.length > 0) throw new BackupProblem(`What was restored differs from the backup in ${other.join(', ')}.`);
}

/** Nothing half-restored is left; where even that fails, the mark stays and keeps the server from starting. */
async function emptyAgain(order: RestoreOrder): Promise<void> {
  for (const [contents] of filesOf(order.from)) {
    await databaseOf(order, contents)
      .dropDatabase()
      .catch(() => undefined);
  }
}
