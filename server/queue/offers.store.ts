/** The history of offers: to whom, why, under which lease, and what became of it. The standing one is on the conversation. */
import type { Priority } from '../../shared/protocol/conversation.ts';
import type { Reason } from '../../shared/protocol/desk.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { type Acceptance, NEWEST_ACCEPTANCES } from './outlook.ts';

export type OfferResult = 'standing' | 'accepted' | 'declined' | 'expired' | 'withdrawn';

interface OfferDoc {
  readonly _id: string;
  readonly conversationId: string;
  readonly agentId: string;
  readonly priority: Priority;
  readonly madeAt: number;
  readonly expiresAt: number;
  readonly epoch: number;
  readonly reasons: readonly Reason[];
  readonly result: OfferResult;
  readonly resultReason: string | null;
  readonly endedAt: number | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const offersSpec: CollectionSpec = {
  name: 'offers',
  personal: true,
  indexes: [
    { keys: { conversationId: 1, madeAt: 1 } },
    { keys: { agentId: 1, madeAt: 1 } },
    { keys: { result: 1, endedAt: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export type NewOffer = Omit<OfferDoc, '_id' | 'result' | 'resultReason' | 'endedAt' | 'purgeAt' | 'legalHold'> & {
  readonly offerId: string;
};

export interface OffersStore {
  insertIn(session: Session, offer: NewOffer): Promise<void>;
  /** The record of an offer that stands, where it was lost or says otherwise. */
  standIn(session: Session, offer: NewOffer): Promise<void>;
  endIn(session: Session, offerId: string, result: OfferResult, at: number, reason?: string): Promise<void>;
  find(offerId: string): Promise<{ readonly result: OfferResult; readonly agentId: string } | null>;
  /** The newest acceptances since: what the estimate is made from. */
  acceptedSince(since: number): Promise<Acceptance[]>;
}

const ACCEPTANCE = { endedAt: 1, priority: 1, agentId: 1, conversationId: 1 } as const;

export function createOffersStore(database: Database): OffersStore {
  const offers = database.collection<OfferDoc>(offersSpec);
  return {
    insertIn: async (session, { offerId, ...offer }) => {
      const rest = { result: 'standing', resultReason: null, endedAt: null, purgeAt: null, legalHold: false } as const;
      await offers.insertOne({ _id: offerId, ...offer, ...rest }, { session });
    },
    standIn: async (session, { offerId, ...offer }) => {
      const standing = { result: 'standing', resultReason: null, endedAt: null } as const;
      const first = { ...offer, purgeAt: null, legalHold: false };
      await offers.updateOne({ _id: offerId }, { $set: standing, $setOnInsert: first }, { session, upsert: true });
    },
    endIn: async (session, offerId, result, at, reason) => {
      const set = { result, endedAt: at, resultReason: reason ?? null };
      await offers.updateOne({ _id: offerId, result: 'standing' }, { $set: set }, { session });
    },
    find: (offerId) => offers.findOne({ _id: offerId }, { projection: { result: 1, agentId: 1 } }),
    acceptedSince: async (since) => {
      const docs = await offers
        .find(
          { result: 'accepted', endedAt: { $gte: since } },
          { projection: ACCEPTANCE, sort: { endedAt: -1 }, limit: NEWEST_ACCEPTANCES, batchSize: NEWEST_ACCEPTANCES },
        )
        .toArray();
      return docs.flatMap(({ endedAt: at, priority, agentId, conversationId }) =>
        at === null ? [] : [{ at, priority, agentId, conversationId }],
      );
    },
  };
}
