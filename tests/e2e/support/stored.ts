/** What is really in MongoDB after a story: documents as they lie there, and the log opened with the installation's keys. */
import { mongo } from 'mongoose';
import { type EntryDoc, entriesSpec, openEntry } from '../../../server/conversations/entries.store.ts';
import { readMasterKeys } from '../../../server/platform/master-keys.ts';
import { connectDatabase, type Database } from '../../../server/platform/mongo.ts';
import { createSealing } from '../../../server/platform/sealing.store.ts';

export type Stored = Awaited<ReturnType<typeof openStored>>;

interface Where {
  readonly mongodbUri: string;
  readonly databaseName: string;
  readonly masterKeysFile: string;
}

export async function openStored({ mongodbUri, databaseName, masterKeysFile }: Where) {
  const database = await connectDatabase({ uri: mongodbUri, name: databaseName });
  const sealing = createSealing(database, await readMasterKeys(masterKeysFile, false), Date.now);
  const all = (name: string, filter: Readonly<Record<string, unknown>> = {}) =>
    database.connection.collection(name).find(filter).toArray();

  return {
    all,
    /** A conversation's entries in the order of their numbers, as stored. */
    entries: (conversationId: string) =>
      database
        .collection<EntryDoc>(entriesSpec)
        .find({ conversationId }, { sort: { _id: 1 } })
        .toArray(),
    /** The same, opened: what was written, by whom. */
    opened: async (conversationId: string) => {
      const docs = await database
        .collection<EntryDoc>(entriesSpec)
        .find({ conversationId }, { sort: { _id: 1 } })
        .toArray();
      const key = await sealing.keyOf(conversationId);
      return docs.map((doc) => openEntry(key, doc));
    },
    /** How many documents, of all collections of both databases, hold these words in clear. */
    holding: (words: string) => countHolding(database, databaseName, words),
    close: () => database.close(),
  };
}

async function countHolding(database: Database, databaseName: string, words: string): Promise<number> {
  const client = database.connection.getClient();
  let count = 0;
  for (const name of [databaseName, `${databaseName}_keys`]) {
    for (const { name: collection } of await client.db(name).listCollections().toArray()) {
      for await (const raw of client.db(name).collection(collection).find({}, { raw: true })) {
        // Raw documents come as bytes, whatever the driver's types say.
        const bytes = raw instanceof Uint8Array ? Buffer.from(raw) : Buffer.from(mongo.BSON.serialize(raw));
        if (bytes.includes(words)) count += 1;
      }
    }
  }
  return count;
}
