/**
 * The queue as MongoDB has it: who waits, in order, read from the index alone. What decides about a conversation changes
 * only with its revision, so the matcher reads a thousand who wait as a thousand short rows and fetches what is new.
 */
import type { ConversationDoc } from '../conversations/index.ts';
import type { CollectionSpec, Database } from '../platform/mongo.ts';
import type { WaitingConversation } from './routing.ts';

/** One who waits or is being offered: no more than a place is worked out from. */
export type QueuedRow = Pick<ConversationDoc, '_id' | 'state' | 'queueKey'>;

/** What a place is worked out for. */
export type PlacedRow = Pick<ConversationDoc, '_id' | 'queueKey' | 'priority'>;

export interface QueueStore {
  /** Everybody who waits and is there: those who are away keep their place but are not offered. */
  waiting(): Promise<WaitingAsRead[]>;
  /** Everybody who waits or is being offered, in the order of the queue. */
  line(): Promise<QueuedRow[]>;
  rows(conversationIds: readonly string[]): Promise<PlacedRow[]>;
  /** Conversations with a risk flag that take a place of an agent. */
  riskHeld(): Promise<Set<string>>;
  /** How many wait or are being offered. */
  waitingCount(): Promise<number>;
}

/** How it stood when it was read: an offer is made only to one that still stands so. */
export type WaitingAsRead = WaitingConversation & { readonly revision: number };

/** So few are read whole at once; of more, first who they are, and then those that are new. */
const FEW = 100;

type Row = Pick<ConversationDoc, '_id' | 'revision'>;

const MAJORITY = { readConcern: { level: 'majority' } } as const;
const IN_ORDER = { queueKey: 1, _id: 1 } as const;
const QUEUED = { state: { $in: ['waiting', 'offered'] } } as const;
const HELD = { state: { $in: ['offered', 'active', 'wrap_up'] } } as const;
const MATCHED = {
  ...{ revision: 1, state: 1, queueKey: 1, enqueuedAt: 1, priority: 1, exclusions: 1, previousAgentId: 1 },
  ...{ language: 1, languageNeeded: 1, requiredSkills: 1, preferredSkills: 1, 'connection.state': 1 },
} as const;

export function createQueueStore(database: Database, conversations: CollectionSpec): QueueStore {
  const collection = database.collection<ConversationDoc>(conversations);
  let known = new Map<string, WaitingAsRead>();

  return {
    waiting: async () => {
      const here = { state: 'waiting', 'connection.state': 'connected' } as const;
      if (known.size < FEW) {
        const few = collection.find(here, { ...MAJORITY, sort: IN_ORDER, limit: FEW });
        const docs = await few.project<WaitingAsRead>(MATCHED).toArray();
        known = new Map(docs.map((doc) => [doc._id, doc]));
        if (docs.length < FEW) return docs;
      }
      const rows = await collection
        .find(here, { ...MAJORITY, sort: IN_ORDER })
        .project<Row>({ revision: 1 })
        .toArray();
      const before = known;
      const isNew = ({ _id, revision }: Row) => before.get(_id)?.revision !== revision;
      const changed = rows.filter(isNew).map(({ _id }) => _id);
      const read = await fetchAll(changed);
      const now = new Map<string, WaitingAsRead>();
      for (const { _id } of rows) {
        const doc = read.get(_id) ?? before.get(_id);
        // Read whole a moment after its row: who has gone since is not remembered so, or would be passed over when back.
        if (doc?.state === 'waiting' && doc.connection.state === 'connected') now.set(_id, doc);
      }
      known = now;
      return [...now.values()];
    },
    line: () =>
      collection
        .find(QUEUED, { ...MAJORITY, sort: IN_ORDER })
        .project<QueuedRow>({ state: 1, queueKey: 1 })
        .toArray(),
    rows: (conversationIds) =>
      collection
        .find({ _id: { $in: [...conversationIds] } }, MAJORITY)
        .project<PlacedRow>({ queueKey: 1, priority: 1 })
        .toArray(),
    riskHeld: async () => {
      const flagged = collection.find({ riskFlag: true, ...HELD }, MAJORITY).project<Pick<Row, '_id'>>({ _id: 1 });
      return new Set((await flagged.toArray()).map(({ _id }) => _id));
    },
    waitingCount: () => collection.countDocuments(QUEUED, MAJORITY),
  };

  async function fetchAll(ids: readonly string[]): Promise<Map<string, WaitingAsRead>> {
    if (ids.length === 0) return new Map();
    const docs = await collection
      .find({ _id: { $in: [...ids] } }, MAJORITY)
      .project<WaitingAsRead>(MATCHED)
      .toArray();
    return new Map(docs.map((doc) => [doc._id, doc]));
  }
}
