/** Conversations in MongoDB. Every state change is a compare-and-set on `revision` and adds its time to `transitions`. */
import type { Priority } from '../../shared/protocol/conversation.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import type { ConversationChange, ConversationDoc } from './conversation.ts';

export const conversationsSpec: CollectionSpec = {
  name: 'conversations',
  personal: true,
  indexes: [
    { keys: { requestId: 1 }, unique: true },
    { keys: { tokenHash: 1 }, sparse: true },
    // Who waits, in order, with what the matcher and the places read: from the index alone.
    { keys: { state: 1, queueKey: 1, _id: 1, 'connection.state': 1, revision: 1 } },
    { keys: { riskFlag: 1, state: 1, _id: 1 }, partial: { riskFlag: true } },
    { keys: { createdAt: 1 } },
    { keys: { caseId: 1 }, sparse: true },
    { keys: { ageAt: 1 }, sparse: true },
    { keys: { 'holder.agentId': 1, state: 1 } },
    { keys: { 'connection.state': 1, 'connection.since': 1 } },
    { keys: { 'connection.nodeId': 1 }, partial: { 'connection.state': 'connected' } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

/** The document changed under a state change; the transaction begins again. */
export class RevisionMoved extends Error {
  override readonly name = 'RevisionMoved';
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;

/** The parts of a conversation that change what its followers see. */
export type ConversationMark = Pick<
  ConversationDoc,
  '_id' | 'revision' | 'connection' | 'reads' | 'holder' | 'consulting'
>;

const MARK = { revision: 1, connection: 1, reads: 1, holder: 1, consulting: 1 } as const;

export interface ConversationsStore {
  find(conversationId: string): Promise<ConversationDoc | null>;
  findIn(session: Session, conversationId: string): Promise<ConversationDoc | null>;
  findMany(filter: Readonly<Record<string, unknown>>, limit?: number): Promise<ConversationDoc[]>;
  /** Those of a case, as they stand in a transaction. */
  ofCaseIn(session: Session, caseId: string): Promise<ConversationDoc[]>;
  /** What a node holds against what it has told. */
  marks(filter: Readonly<Record<string, unknown>>): Promise<ConversationMark[]>;
  /** Who waits now, by band; bands in which nobody waits are left out. */
  waitingByBand(now: number): Promise<{ priority: Priority; waiting: number; oldestMs: number }[]>;
  insertIn(session: Session, doc: ConversationDoc): Promise<void>;
  changeIn(
    session: Session,
    before: ConversationDoc,
    change: ConversationChange,
    by: { readonly at: number; readonly by: string },
  ): Promise<void>;
  /** The document as changed, or null where it no longer is as it was read. */
  changeAsReadIn(
    session: Session,
    read: { readonly _id: string; readonly revision: number },
    guard: Readonly<Record<string, unknown>>,
    change: ConversationChange,
    by: { readonly at: number; readonly by: string },
  ): Promise<ConversationDoc | null>;
  /** Something is recorded of it, in this transaction. */
  recordedIn(session: Session, conversationId: string, set: ConversationChange): Promise<void>;
  /** A change outside the state (connection, reads, shown place): no revision, guarded by its own filter. */
  touch(
    conversationId: string,
    guard: Readonly<Record<string, unknown>>,
    set: Readonly<Record<string, unknown>>,
  ): Promise<boolean>;
  /** The same for all of a filter, each judged as it stands when it is written. */
  touchMany(filter: Readonly<Record<string, unknown>>, set: Readonly<Record<string, unknown>>): Promise<void>;
}

export function createConversationsStore(database: Database): ConversationsStore {
  const conversations = database.collection<ConversationDoc>(conversationsSpec);
  return {
    find: (conversationId) => conversations.findOne({ _id: conversationId }, MAJORITY),
    findIn: (session, conversationId) => conversations.findOne({ _id: conversationId }, { session }),
    findMany: (filter, limit = 1_000) =>
      conversations.find(filter, { ...MAJORITY, sort: { queueKey: 1, _id: 1 }, limit }).toArray(),
    ofCaseIn: (session, caseId) => conversations.find({ caseId }, { session, sort: { _id: 1 } }).toArray(),
    marks: (filter) => conversations.find(filter, { ...MAJORITY, projection: MARK }).toArray(),
    waitingByBand: async (now) => {
      const bands = conversations.aggregate<{ _id: Priority; waiting: number; oldest: number }>(
        [
          { $match: { state: { $in: ['waiting', 'offered'] } } },
          { $group: { _id: '$priority', waiting: { $sum: 1 }, oldest: { $min: '$enqueuedAt' } } },
        ],
        MAJORITY,
      );
      return (await bands.toArray()).map(({ _id: priority, waiting, oldest }) => ({
        ...{ priority, waiting },
        oldestMs: Math.max(0, now - oldest),
      }));
    },
    insertIn: async (session, doc) => {
      await conversations.insertOne(doc, { session });
    },
    changeAsReadIn: (session, { _id, revision }, guard, change, { at, by }) => {
      const transition = change.state === undefined ? {} : { $push: { transitions: { state: change.state, at, by } } };
      return conversations.findOneAndUpdate(
        { _id, revision, ...guard },
        { $set: change, $inc: { revision: 1 }, ...transition },
        { session, returnDocument: 'after' },
      );
    },
    changeIn: async (session, before, change, { at, by }) => {
      const transition =
        change.state === undefined || change.state === before.state
          ? {}
          : { $push: { transitions: { state: change.state, at, by } } };
      const result = await conversations.updateOne(
        { _id: before._id, revision: before.revision },
        { $set: change, $inc: { revision: 1 }, ...transition },
        { session },
      );
      if (result.matchedCount !== 1) throw new RevisionMoved('the conversation changed meanwhile');
    },
    touchMany: async (filter, set) => {
      await conversations.updateMany(filter, { $set: set });
    },
    recordedIn: async (session, conversationId, $set) => {
      await conversations.updateOne({ _id: conversationId }, { $set, $inc: { recorded: 1 } }, { session });
    },
    touch: async (conversationId, guard, set) => {
      const result = await conversations.updateOne({ _id: conversationId, ...guard }, { $set: set });
      return result.matchedCount === 1;
    },
  };
}
