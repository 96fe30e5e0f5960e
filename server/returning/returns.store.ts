/**
 * Who came back with the right words, and what a worker did with that: ids, codes and times. The words are used by it; a wrong try
 * leaves nothing here.
 */
import type { ToldOutcome } from '../../shared/domain/telling.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';

interface Person {
  readonly agentId: string;
  readonly name: string;
}

type Step = { readonly by: Person; readonly at: number };

export interface ReturnDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly phraseId: string;
  /** What the words stand for: one of the two. */
  readonly caseId: string | null;
  readonly conversationId: string | null;
  readonly givenAt: number;
  /** The chat in which they came back; null: by telephone. */
  readonly talkId: string | null;
  readonly saidNotSafe: boolean;
  /** The words are older than a backup that was restored; absent where they are not. */
  readonly restored?: true;
  readonly checkedBy: Person;
  readonly checkedAt: number;
  readonly openUntil: number;
  readonly released: Step | null;
  readonly told: (Step & { readonly outcome: ToldOutcome }) | null;
  readonly linked: Step | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export type ReturnChange = Partial<Pick<ReturnDoc, 'released' | 'told' | 'linked'>>;

export const returnsSpec: CollectionSpec = {
  name: 'returns',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { openUntil: 1 } },
    { keys: { talkId: 1 }, sparse: true },
    { keys: { caseId: 1 }, sparse: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface ReturnsStore {
  insertIn(session: Session, doc: ReturnDoc): Promise<void>;
  find(returnId: string, session?: Session): Promise<ReturnDoc | null>;
  byClientId(clientId: string, session?: Session): Promise<ReturnDoc | null>;
  ofTalk(talkId: string, limit: number): Promise<ReturnDoc[]>;
  /** Those that still open something; newest first. */
  open(now: number, limit: number): Promise<ReturnDoc[]>;
  changeIn(session: Session, returnId: string, change: ReturnChange): Promise<void>;
}

export function createReturnsStore(database: Database): ReturnsStore {
  const returns = database.collection<ReturnDoc>(returnsSpec);
  const within = (session?: Session) => (session ? { session } : {});
  return {
    insertIn: async (session, doc) => {
      await returns.insertOne(doc, { session });
    },
    find: (returnId, session) => returns.findOne({ _id: returnId }, within(session)),
    byClientId: (clientId, session) => returns.findOne({ clientId }, within(session)),
    ofTalk: (talkId, limit) => returns.find({ talkId }, { sort: { checkedAt: -1 }, limit }).toArray(),
    open: (now, limit) => returns.find({ openUntil: { $gt: now } }, { sort: { openUntil: -1 }, limit }).toArray(),
    changeIn: async (session, returnId, change) => {
      await returns.updateOne({ _id: returnId }, { $set: change }, { session });
    },
  };
}
