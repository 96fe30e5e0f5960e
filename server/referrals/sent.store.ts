/**
 * The exact bytes that left for a partner, sealed under a key of the referral, written in the transaction that begins the
 * first attempt. What the partner got is read here and nowhere built again: the card, the consent and the pack may have changed.
 */
import type { mongo } from 'mongoose';
import type { ReferralPayload } from '../../shared/protocol/referral-payload.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import type { ReferralRow } from './referral-record.ts';

export const sentReferralsSpec: CollectionSpec = {
  name: 'sent_referrals',
  personal: true,
  indexes: [
    { keys: { referralId: 1 }, sparse: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

interface SentDoc {
  /** The row's id: one referral has one copy, and so has each recall, pause and resume. */
  readonly _id: string;
  /** Of what is said of a referral since. */
  readonly referralId?: string;
  readonly recipientId: string;
  readonly body: mongo.Binary;
  readonly at: number;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

/** Sealed together: what went over the wire, and the payload inside it where that went encrypted to the partner's key. */
interface Copy {
  readonly body: string;
  readonly clear?: string;
}

export interface SentStore {
  /** Kept as long as the row. `clear` is the payload, the body itself unless that is encrypted to the partner's key. */
  putIn(
    session: Session,
    row: Pick<
      ReferralRow,
      '_id' | 'referralId' | 'recipientId' | 'firstSentAt' | 'createdAt' | 'purgeAt' | 'legalHold'
    >,
    body: string,
    clear: string,
  ): Promise<void>;
  /** The bytes for a further attempt, the same as at the first. Null: nothing has left yet. */
  bytesIn(session: Session, rowId: string): Promise<string | null>;
  /** A referral that has ended is deleted with all that left of it. */
  keepUntilIn(session: Session, referralId: string, purgeAt: Date | null): Promise<void>;
  /** What the partner was told. Null: nothing has left yet, or the time to keep it is over. */
  of(referralId: string): Promise<ReferralPayload | null>;
}

export function createSentStore(database: Database, sealing: Sealing): SentStore {
  const copies = database.collection<SentDoc>(sentReferralsSpec);
  const sealed = createSealedJson(sealing);
  const open = (doc: SentDoc): Promise<Copy> => sealed.open(placeOf(doc), doc.body);

  return {
    putIn: async (session, row, body, clear) => {
      const { _id, referralId, recipientId, firstSentAt, createdAt, purgeAt, legalHold } = row;
      const ids = _id === referralId ? { _id } : { _id, referralId };
      const copy: Copy = clear === body ? { body } : { body, clear };
      const sealedBody = await sealed.seal(placeOf(ids), copy);
      const at = firstSentAt ?? createdAt;
      await copies.insertOne({ ...ids, recipientId, body: sealedBody, at, purgeAt, legalHold }, { session });
    },
    bytesIn: async (session, rowId) => {
      const found = await copies.findOne({ _id: rowId }, { session });
      return found ? (await open(found)).body : null;
    },
    keepUntilIn: async (session, referralId, purgeAt) => {
      await copies.updateMany(ofSent(referralId), { $set: { purgeAt } }, { session });
    },
    of: async (referralId) => {
      const found = await copies.findOne({ _id: referralId }, { readConcern: { level: 'majority' } });
      if (!found) return null;
      const { body, clear } = await open(found);
      return JSON.parse(clear ?? body) as ReferralPayload;
    },
  };
}

/** All that left of one: the copy of the referral itself has its id. */
export function ofSent(referralId: string) {
  return { $or: [{ _id: referralId }, { referralId }] };
}

function placeOf({ _id, referralId = _id }: Pick<SentDoc, '_id' | 'referralId'>): Place {
  return { collection: sentReferralsSpec.name, field: 'body', scope: `referral:${referralId}`, id: _id };
}
