/**
 * Backup and restore of the two databases, each in a file of its own: what the service stores is kept for weeks, the keys
 * that open it for days, so that a conversation whose key was destroyed is unreadable in every backup soon after.
 */
import type { mongo } from 'mongoose';
import type { MasterKeys } from '../master-keys.ts';
import { type CollectionSpec, type Database, ensureCollections } from '../mongo.ts';
import { readArchive, writeArchive } from './archive.ts';
import { assertOurs, signed } from './authorship.ts';
import {
  empty,
  fill,
  isEmpty,
  isInUse,
  isMark,
  markFinished,
  markUnfinished,
  refuseHalfRestored,
  unfinished,
} from './fill.store.ts';
import { type BackupHeader, type BackupManifest, type CollectionSum, type Contents, differences } from './manifest.ts';
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
  readonly masterKeys: MasterKeys;
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
  let manifest: BackupManifest | undefined;
  try {
    const header = { format: 1, contents, madeAt: order.now.toISOString() } as const;
    const sign = (head: BackupHeader, collections: readonly CollectionSum[]) =>
      signed(order.masterKeys, { header: head, collections });
    const archive = writeArchive({ header, collections: snapshot.collections, sign }, (whole) => {
      manifest = whole;
    });
    await writeSealed(path, order.recipients, archive);
    if (manifest === undefined) throw new Error('A backup ended without its manifest.');
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
  /** The keys may be of an earlier moment than the main file: what began in between stays unreadable. */
  readonly keysOlder: boolean;
  readonly masterKeys: MasterKeys;
  /** What each file says of itself, before anything is written. */
  readonly sayMadeAt: (path: string, madeAt: string) => void;
  readonly now: Date;
}

/**
 * Each file is read to its end before anything is changed. From the mark on, what was there is going: a restore that fails
 * then leaves nothing but the mark, which keeps the server from starting.
 */
export async function restore(order: RestoreOrder): Promise<ReadonlyMap<Contents, BackupManifest>> {
  const { database } = order;
  const manifests = await checkAll(order);
  const contents = [...manifests.keys()];
  await refuseToLose(order);
  await markUnfinished(database, new Set([...(await unfinished(database)), ...contents]));
  try {
    for (const each of contents) await empty(databaseOf(order, each));
    for (const [each, path] of filesOf(order.from)) {
      const target = databaseOf(order, each);
      await fill(target, readArchive(openSealed(path, order.identities)));
      await compare(target, manifests.get(each));
    }
    await ensureCollections(database, order.collections);
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

interface Checked {
  readonly header: BackupHeader;
  readonly manifest: BackupManifest;
}

async function checkAll(order: RestoreOrder): Promise<Map<Contents, BackupManifest>> {
  const checked = new Map<Contents, Checked>();
  for (const [each, path] of filesOf(order.from)) {
    const file = await check(path, each, order);
    order.sayMadeAt(path, file.header.madeAt);
    checked.set(each, file);
  }
  const [main, keys] = [checked.get('main'), checked.get('keys')];
  if (main && keys && keys.header.madeAt < main.header.madeAt && !order.keysOlder) {
    throw new BackupProblem(
      'The keys were saved before the main file: what began in between could never be read. Take the newest keys file, or add --keys-older.',
    );
  }
  return new Map([...checked].map(([each, { manifest }]) => [each, manifest]));
}

/** Reads a file to its end, so that nothing is begun that cannot be finished. */
async function check(path: string, contents: Contents, { identities, masterKeys }: RestoreOrder): Promise<Checked> {
  let header: BackupHeader | undefined;
  let manifest: BackupManifest | undefined;
  for await (const part of readArchive(openSealed(path, identities))) {
    if (part.kind === 'manifest') ({ manifest } = part);
    if (part.kind !== 'header') continue;
    ({ header } = part);
    if (header.contents === contents) continue;
    const option = contents === 'main' ? '--keys-from' : '--from';
    throw new BackupProblem(`The file ${path} holds the other database: name it with ${option}.`);
  }
  if (!header || !manifest) throw new BackupProblem(`The file ${path} is not whole.`);
  assertOurs(masterKeys, path, { header, collections: manifest.collections }, manifest.by);
  return { header, manifest };
}

async function refuseToLose(order: RestoreOrder): Promise<void> {
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
}

async function compare(target: mongo.Db, manifest: BackupManifest | undefined): Promise<void> {
  const found = (await sumsOf(target)).filter(({ name }) => !isMark(name));
  const other = differences(manifest?.collections ?? [], found);
  if (other.length > 0) throw new BackupProblem(`What was restored differs from the backup in ${other.join(', ')}.`);
}

/** Nothing half-restored is left; the mark stays, since what was there before is gone. */
async function emptyAgain(order: RestoreOrder): Promise<void> {
  for (const [contents] of filesOf(order.from)) {
    await empty(databaseOf(order, contents)).catch(() => undefined);
  }
}
