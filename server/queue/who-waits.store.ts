/**
 * Everybody who waits and is there, as the matcher knows them. Few are read whole; of many, who they are is read from the
 * index alone, as short rows, and only those that are new whole. What decides about a conversation changes only with its
 * revision, and an offer is made only to one that still has the revision that was read.
 */
import type { ConversationDoc } from '../conversations/index.ts';
import { createKept, type Kept } from '../platform/kept.ts';
import type { CollectionSpec, Database } from '../platform/mongo.ts';
import type { WaitingConversation } from './routing.ts';

/** How it stood when it was read: an offer is made only to one that still stands so. */
export type WaitingAsRead = WaitingConversation & { readonly revision: number };

export type WhoWaits = Kept<WaitingAsRead>;

/** So few are read whole at once. */
const FEW = 100;
const LOOK_EVERY_MS = 1_000;

type Row = Pick<ConversationDoc, '_id' | 'revision'>;

const MAJORITY = { readConcern: { level: 'majority' } } as const;
const IN_ORDER = { queueKey: 1, _id: 1 } as const;
const HERE = { state: 'waiting', 'connection.state': 'connected' } as const;
const MATCHED = {
  ...{ revision: 1, state: 1, queueKey: 1, enqueuedAt: 1, priority: 1, exclusions: 1, previousAgentId: 1 },
  ...{ language: 1, languageNeeded: 1, requiredSkills: 1, preferredSkills: 1, 'connection.state': 1 },
} as const;

export function createWhoWaits(database: Database, conversations: CollectionSpec): WhoWaits {
  const collection = database.collection<ConversationDoc>(conversations);

  async function readAll(before: ReadonlyMap<string, WaitingAsRead>): Promise<Map<string, WaitingAsRead>> {
    const few = before.size < FEW ? await readFew() : null;
    if (few && few.size < FEW) return few;
    const rows = await collection
      .find(HERE, { ...MAJORITY, sort: IN_ORDER })
      .project<Row>({ revision: 1 })
      .toArray();
    const known = few ?? before;
    const isNew = ({ _id, revision }: Row) => known.get(_id)?.revision !== revision;
    const read = await readSome(rows.filter(isNew).map(({ _id }) => _id));
    // Read whole a moment after its row: who has gone since is not among them, or would be passed over when back.
    return mapOf(rows.flatMap((row) => (isNew(row) ? read.get(row._id) : known.get(row._id)) ?? []));
  }

  async function readFew(): Promise<Map<string, WaitingAsRead>> {
    const few = collection.find(HERE, { ...MAJORITY, sort: IN_ORDER, limit: FEW });
    return mapOf(await few.project<WaitingAsRead>(MATCHED).toArray());
  }

  async function readSome(ids: readonly string[]): Promise<Map<string, WaitingAsRead>> {
    if (ids.length === 0) return new Map();
    const some = collection.find({ _id: { $in: [...ids] }, ...HERE }, MAJORITY);
    return mapOf(await some.project<WaitingAsRead>(MATCHED).toArray());
  }

  return createKept({ few: FEW, lookEveryMs: LOOK_EVERY_MS, readAll, readSome });
}

function mapOf(docs: readonly WaitingAsRead[]): Map<string, WaitingAsRead> {
  return new Map(docs.map((doc) => [doc._id, doc]));
}
