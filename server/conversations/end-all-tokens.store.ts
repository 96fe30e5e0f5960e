/**
 * After a restore no visitor's token opens a conversation: who pressed exit since the backup would be let in again, and with
 * them whoever has the device.
 */
import type { Database } from '../platform/mongo.ts';
import type { ConversationDoc } from './conversation.ts';
import { conversationsSpec } from './conversations.store.ts';

export async function endAllTokens(database: Database): Promise<number> {
  const conversations = database.collection<ConversationDoc>(conversationsSpec);
  const { modifiedCount } = await conversations.updateMany(
    { tokenHash: { $type: 'string' } },
    { $set: { tokenHash: null }, $inc: { revision: 1 } },
  );
  return modifiedCount;
}
