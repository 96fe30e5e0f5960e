/**
 * All that is kept of a referral, wherever it stands: its rows in the outbox, the sealed copy of what left, what was written
 * to and fro, the e-mails about it. It is kept, held and deleted as one.
 */
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { partnerNoticesSpec } from './notices.store.ts';
import { referralOutboxSpec } from './outbox.store.ts';
import { ofSent, sentReferralsSpec } from './sent.store.ts';

export interface ReferralEraser {
  isOnHoldIn(session: Session, referralId: string): Promise<boolean>;
  keepUntilIn(session: Session, referralId: string, until: Date): Promise<void>;
  eraseIn(session: Session, referralId: string): Promise<void>;
}

interface Kept {
  readonly _id: string;
  readonly referralId?: string;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

/** `more`: collections of other duties whose records name their referral. */
export function createReferralEraser(database: Database, more: readonly CollectionSpec[]): ReferralEraser {
  const all = [referralOutboxSpec, partnerNoticesSpec, sentReferralsSpec, ...more].map((spec) => ({
    docs: database.collection<Kept>(spec),
    of: (referralId: string) => (spec === sentReferralsSpec ? ofSent(referralId) : { referralId }),
  }));
  return {
    isOnHoldIn: async (session, referralId) => {
      for (const { docs, of } of all)
        if ((await docs.findOne({ ...of(referralId), legalHold: true }, { session })) !== null) return true;
      return false;
    },
    keepUntilIn: async (session, referralId, purgeAt) => {
      for (const { docs, of } of all) await docs.updateMany(of(referralId), { $set: { purgeAt } }, { session });
    },
    eraseIn: async (session, referralId) => {
      for (const { docs, of } of all) await docs.deleteMany(of(referralId), { session });
    },
  };
}
