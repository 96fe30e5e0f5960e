/**
 * What a partner and the service write to each other about one referral, oldest first. Words and the name of a worker are
 * sealed under the referral's own key; codes, days and who wrote stand in clear. One clientId is one message (L2).
 */
import type { mongo } from 'mongoose';
import type { ThreadMessage } from '../../shared/protocol/http/portal.ts';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';

export const referralMessagesSpec: CollectionSpec = {
  name: 'referral_messages',
  personal: true,
  indexes: [
    { keys: { referralId: 1, clientId: 1 }, unique: true },
    { keys: { referralId: 1, at: 1 } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

/** What is sealed of a message. */
export interface MessageWords {
  readonly text: string | null;
  readonly worker: string | null;
}

export interface MessageDoc {
  readonly _id: string;
  readonly referralId: string;
  readonly clientId: string;
  readonly kind: ThreadMessage['kind'];
  readonly from: ThreadMessage['from'];
  readonly at: number;
  readonly by: { readonly agentId: string; readonly name: string };
  readonly codes: Readonly<Record<string, string>>;
  /** Null where nothing was written. */
  readonly words: mongo.Binary | null;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export type NewMessage = Omit<MessageDoc, 'words' | 'legalHold'> & MessageWords & Pick<MessageDoc, 'legalHold'>;

export interface ThreadStore {
  insertIn(session: Session, message: NewMessage): Promise<void>;
  byClientIdIn(session: Session, referralId: string, clientId: string): Promise<MessageDoc | null>;
  of(referralId: string, session?: Session): Promise<MessageDoc[]>;
  wordsOf(message: MessageDoc): Promise<MessageWords>;
  /** A referral that has ended is deleted with all that was written about it. */
  keepUntilIn(session: Session, referralId: string, purgeAt: Date | null): Promise<void>;
}

const NO_WORDS: MessageWords = { text: null, worker: null };

export function createThreadStore(database: Database, sealing: Sealing): ThreadStore {
  const messages = database.collection<MessageDoc>(referralMessagesSpec);
  const sealed = createSealedJson(sealing);
  return {
    insertIn: async (session, { text, worker, ...rest }) => {
      const none = text === null && worker === null;
      const words = none ? null : await sealed.seal(placeOf(rest), { text, worker } satisfies MessageWords);
      await messages.insertOne({ ...rest, words }, { session });
    },
    byClientIdIn: (session, referralId, clientId) => messages.findOne({ referralId, clientId }, { session }),
    of: (referralId, session) => {
      const within = session ? { session } : { readConcern: { level: 'majority' as const } };
      return messages.find({ referralId }, { ...within, sort: { at: 1, _id: 1 } }).toArray();
    },
    wordsOf: async (message) =>
      message.words === null ? NO_WORDS : sealed.open<MessageWords>(placeOf(message), message.words),
    keepUntilIn: async (session, referralId, purgeAt) => {
      await messages.updateMany({ referralId }, { $set: { purgeAt } }, { session });
    },
  };
}

function placeOf({ _id, referralId }: Pick<MessageDoc, '_id' | 'referralId'>): Place {
  return { collection: referralMessagesSpec.name, field: 'words', scope: `referral:${referralId}`, id: _id };
}
