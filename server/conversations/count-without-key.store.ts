/** After a restore: how many conversations nobody can read, since their key was destroyed or is of a later day. */
import type { Database } from '../platform/mongo.ts';
import { dataKeysSpec } from '../platform/sealing.store.ts';
import { conversationsSpec } from './conversations.store.ts';

const AT_ONCE = 1_000;

export async function countWithoutKey(database: Database): Promise<number> {
  const keys = database.collection<{ _id: string }>(dataKeysSpec);
  const all = database.collection<{ _id: string }>(conversationsSpec).find({}, { projection: { _id: 1 } });
  let without = 0;
  let ids: string[] = [];
  const ask = async (): Promise<void> => {
    without += ids.length - (await keys.countDocuments({ _id: { $in: ids } }));
    ids = [];
  };
  for await (const { _id } of all) if (ids.push(_id) === AT_ONCE) await ask();
  await ask();
  return without;
}
