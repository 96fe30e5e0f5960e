/** The queue as MongoDB has it: who waits, in order, read from the index alone. */
import type { ConversationDoc } from '../conversations/index.ts';
import type { CollectionSpec, Database } from '../platform/mongo.ts';
import type { InFront } from './in-front.ts';
import type { Queued } from './queue-key.ts';
import type { Needs } from './wanted.ts';

/** One who waits or is being offered: no more than a place is worked out from. */
export type QueuedRow = Pick<ConversationDoc, '_id' | 'state' | 'queueKey'>;

/** What a place is worked out for. */
export type PlacedRow = Pick<ConversationDoc, '_id' | 'queueKey' | 'priority'> & Needs;

export interface QueueStore {
  /** Everybody who waits or is being offered, in the order of the queue. */
  line(): Promise<QueuedRow[]>;
  /** How many are in front of one: counted there, for somebody who asks alone. */
  inFrontOf(one: Queued): Promise<InFront>;
  rows(conversationIds: readonly string[]): Promise<PlacedRow[]>;
  /** Conversations with a risk flag that take a place of an agent. */
  riskHeld(): Promise<Set<string>>;
  /** How many wait or are being offered. */
  waitingCount(): Promise<number>;
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;
const IN_ORDER = { queueKey: 1, _id: 1 } as const;
const QUEUED = { state: { $in: ['waiting', 'offered'] } } as const;
const HELD = { state: { $in: ['offered', 'active', 'wrap_up'] } } as const;

export function createQueueStore(database: Database, conversations: CollectionSpec): QueueStore {
  const collection = database.collection<ConversationDoc>(conversations);
  return {
    line: () =>
      collection
        .find(QUEUED, { ...MAJORITY, sort: IN_ORDER })
        .project<QueuedRow>({ state: 1, queueKey: 1 })
        .toArray(),
    inFrontOf: async ({ _id, queueKey }) => {
      const before = { $or: [{ queueKey: { $lt: queueKey } }, { queueKey, _id: { $lt: _id } }] };
      const counted = await collection
        .aggregate<{ _id: string; count: number }>(
          [{ $match: { ...QUEUED, ...before } }, { $group: { _id: '$state', count: { $sum: 1 } } }],
          MAJORITY,
        )
        .toArray();
      const offered = counted.find((each) => each._id === 'offered')?.count ?? 0;
      return { ahead: counted.reduce((sum, { count }) => sum + count, 0), offered };
    },
    rows: (conversationIds) =>
      collection
        .find({ _id: { $in: [...conversationIds] } }, MAJORITY)
        .project<PlacedRow>({ queueKey: 1, priority: 1, language: 1, languageNeeded: 1, requiredSkills: 1 })
        .toArray(),
    riskHeld: async () => {
      const flagged = collection
        .find({ riskFlag: true, ...HELD }, MAJORITY)
        .project<Pick<ConversationDoc, '_id'>>({ _id: 1 });
      return new Set((await flagged.toArray()).map(({ _id }) => _id));
    },
    waitingCount: () => collection.countDocuments(QUEUED, MAJORITY),
  };
}
