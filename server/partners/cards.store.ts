/** What partners say of themselves, one card each: criteria, wait, and until when nobody is taken. Nothing about any person. */

import { isIntakeStopped } from '../../shared/domain/partner-card.ts';
import type { PartnerCard, PartnerCardBody } from '../../shared/protocol/partner-card.ts';
import { type CollectionSpec, type Database, isDuplicateKey, type Session } from '../platform/mongo.ts';
import { iso } from '../platform/ports.ts';

export const partnerCardsSpec: CollectionSpec = { name: 'partner_cards', personal: false, indexes: [] };

export interface CardDoc extends PartnerCardBody {
  /** The partner's `recipientId`. */
  readonly _id: string;
  readonly revision: number;
  readonly updatedAt: number;
  readonly updatedBy: { readonly agentId: string; readonly name: string; readonly side: 'partner' | 'service' };
}

export interface CardsStore {
  find(recipientId: string, session?: Session): Promise<CardDoc | null>;
  all(): Promise<ReadonlyMap<string, CardDoc>>;
  /** The card as written; null where it is no longer as it was read (`revision` 0: there was none). */
  putIn(session: Session, card: CardDoc, revision: number): Promise<CardDoc | null>;
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;

export function createCardsStore(database: Database): CardsStore {
  const cards = database.collection<CardDoc>(partnerCardsSpec);
  return {
    find: (recipientId, session) => cards.findOne({ _id: recipientId }, session ? { session } : MAJORITY),
    all: async () => new Map((await cards.find({}, MAJORITY).toArray()).map((each) => [each._id, each])),
    putIn: async (session, card, revision) => {
      if (revision > 0)
        return cards.findOneAndReplace({ _id: card._id, revision }, card, { session, returnDocument: 'after' });
      try {
        await cards.insertOne(card, { session });
        return card;
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },
  };
}

/** As everybody is shown it; `day` is today in England. */
export function presentCard(card: CardDoc | null | undefined, day: string): PartnerCard | null {
  if (!card) return null;
  const { _id, updatedAt, updatedBy, ...rest } = card;
  const { name, side } = updatedBy;
  return {
    ...rest,
    intakeStopped: isIntakeStopped(card, day),
    updatedAt: iso(updatedAt),
    updatedBy: { name, side },
  };
}
