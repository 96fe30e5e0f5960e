/** Makes the embedded mongod a replica set of one, since transactions and majority reads need one. */
import mongoose from 'mongoose';
import { z } from 'zod';

const notYetInitiated = 94;
const member = './mongod.sock';
const hello = z.object({ isWritablePrimary: z.boolean() });

/** Returns when mongod takes writes, or when `givenUp` says that waiting is of no use. */
export async function awaitPrimary(uri: string, givenUp: () => boolean): Promise<boolean> {
  const client = new mongoose.mongo.MongoClient(uri, { maxPoolSize: 1, serverSelectionTimeoutMS: 2_000 });
  try {
    const admin = client.db('admin');
    await admin.command({ replSetGetConfig: 1 }).catch(async (error: unknown) => {
      if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== notYetInitiated) throw error;
      await admin.command({ replSetInitiate: { _id: 'embedded', members: [{ _id: 0, host: member }] } });
    });
    while (!givenUp()) {
      if (hello.parse(await admin.command({ hello: 1 })).isWritablePrimary) return true;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return false;
  } finally {
    await client.close();
  }
}
