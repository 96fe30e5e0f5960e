/**
 * After a restore the words that were open open again, also those that somebody used or got replaced since. They still stop sharing,
 * which a person decides; what was sent is told by them to nobody before a lead has looked (`telling.ts`).
 */
import type { Database } from '../platform/mongo.ts';
import { type PhraseDoc, returnPhrasesSpec } from './phrases.store.ts';

/** How many are marked. */
export async function markRestored(database: Database, now: number): Promise<number> {
  const phrases = database.collection<PhraseDoc>(returnPhrasesSpec);
  const { modifiedCount } = await phrases.updateMany(
    { open: true, expiresAt: { $gt: now } },
    { $set: { restoredAt: now } },
  );
  return modifiedCount;
}
