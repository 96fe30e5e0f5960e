/** After a restore no sender's key opens the door: one that was revoked since, because it was stolen, would open it again. */
import type { Database } from '../platform/mongo.ts';
import { inboundSendersSpec, type SenderDoc } from './senders.store.ts';

/** How many senders need a new key. */
export async function revokeAllKeys(database: Database, now: number): Promise<number> {
  const senders = database.collection<SenderDoc>(inboundSendersSpec);
  const { modifiedCount } = await senders.updateMany(
    { keys: { $elemMatch: { revokedAt: null } } },
    { $set: { 'keys.$[standing].revokedAt': now } },
    { arrayFilters: [{ 'standing.revokedAt': null }] },
  );
  return modifiedCount;
}
