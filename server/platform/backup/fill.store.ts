/** Fills an empty database from a backup. A mark stands in it until everything was compared: see `refuseHalfRestored`. */
import type { mongo } from 'mongoose';
import type { CollectionSpec, Database } from '../mongo.ts';
import { DEAD_AFTER_MS, nodesSpec } from '../nodes.store.ts';
import { StartProblem } from '../start-problem.ts';
import type { ArchivePart } from './archive.ts';
import type { Contents } from './manifest.ts';
import { documentOf } from './ordered-document.store.ts';
import { BackupProblem } from './problem.ts';
import { collectionNames } from './snapshot.store.ts';

interface MarkDoc {
  readonly _id: Contents;
}

/** Lives in the main database, whichever of the two is being filled. */
const marksSpec: CollectionSpec = { name: 'unfinishedRestore', personal: false, indexes: [] };
const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_DOCUMENTS = 1_000;
const WRITE_CONCERN = { w: 'majority', j: true };

/** Neither the service nor a backup may go on with half of the data. */
export async function refuseHalfRestored(database: Database): Promise<void> {
  if ((await unfinished(database)).length === 0) return;
  throw new StartProblem(
    'A restore into this database was not finished: run `npm run restore` again with --replace, then go on.',
  );
}

/** Which of the two databases were begun to be filled and never compared. */
export async function unfinished(database: Database): Promise<Contents[]> {
  const marks = await database.collection<MarkDoc>(marksSpec).find({}).toArray();
  return marks.map(({ _id }) => _id);
}

export async function markUnfinished(database: Database, contents: Iterable<Contents>): Promise<void> {
  const marks = database.collection<MarkDoc>(marksSpec);
  for (const _id of contents) await marks.updateOne({ _id }, { $setOnInsert: { _id } }, { upsert: true });
}

export async function markFinished(database: Database, contents: readonly Contents[]): Promise<void> {
  const marks = database.collection<MarkDoc>(marksSpec);
  await marks.deleteMany({ _id: { $in: [...contents] } });
  if ((await marks.countDocuments()) === 0) await marks.drop();
}

export const isMark = (name: string): boolean => name === marksSpec.name;

export async function isEmpty(database: mongo.Db): Promise<boolean> {
  for (const name of await collectionNames(database)) {
    if (isMark(name)) continue;
    if ((await database.collection(name).findOne({}, { projection: { _id: 1 } })) !== null) return false;
  }
  return true;
}

/** All but the mark, which must stand while there is less than there was. */
export async function empty(database: mongo.Db): Promise<void> {
  for (const name of await collectionNames(database)) if (!isMark(name)) await database.dropCollection(name);
}

/** Whether a server works on this database at this moment. */
export async function isInUse(database: Database, now: number): Promise<boolean> {
  const nodes = database.collection<{ _id: string; beatAt: number }>(nodesSpec);
  return (await nodes.findOne({ beatAt: { $gte: now - DEAD_AFTER_MS } })) !== null;
}

/** One batch is in memory at a time. Indexes come afterwards: one that deletes by time would work against the comparison. */
export async function fill(database: mongo.Db, parts: AsyncIterable<ArchivePart>): Promise<void> {
  let batch: mongo.Document[] = [];
  let bytes = 0;
  let name = '';
  const write = async (): Promise<void> => {
    if (batch.length > 0) await insert(database, name, batch);
    batch = [];
    bytes = 0;
  };
  for await (const part of parts) {
    if (part.kind === 'collection') {
      await write();
      ({ name } = part);
      await database.createCollection(name);
    }
    if (part.kind !== 'document') continue;
    batch.push(documentOf(part.bytes));
    bytes += part.bytes.length;
    if (bytes >= BATCH_BYTES || batch.length >= BATCH_DOCUMENTS) await write();
  }
  await write();
}

async function insert(database: mongo.Db, name: string, documents: readonly mongo.Document[]): Promise<void> {
  const order = { insert: name, documents, ordered: true, writeConcern: WRITE_CONCERN };
  const { n } = await database.command(order, { ignoreUndefined: false });
  if (n !== documents.length) throw new BackupProblem(`MongoDB did not take all documents of ${name}.`);
}
