/** Who may send us referrals: the organisation, its keys as digests alone, and how its files are read. */
import type { SenderKind, SenderScope } from '../../shared/domain/inbound-senders.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import type { TheirWord } from './imports/their-words.ts';
import type { InboundPerson } from './inbound-referral.ts';

export interface SenderKey {
  readonly keyId: string;
  /** SHA-256 of the key, as hex: 256 random bits need no slower digest. */
  readonly hash: string;
  readonly scopes: readonly SenderScope[];
  /** How many referrals a minute come in by it. */
  readonly perMinute: number;
  readonly clientId: string;
  readonly madeAt: number;
  readonly madeBy: InboundPerson;
  readonly revokedAt: number | null;
  /** When it last opened the door, to the minute; absent where it never did. */
  readonly usedAt?: number;
}

/** Which field a column is, by a keyed digest of its heading. */
export interface MappedColumn {
  readonly heading: string;
  readonly field: string;
}

export interface SenderDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly name: string;
  readonly kind: SenderKind;
  readonly keys: readonly SenderKey[];
  readonly mapping: readonly MappedColumn[];
  /** What words of theirs mean; absent where nobody has said it of one yet. */
  readonly words?: readonly TheirWord[];
  readonly madeAt: number;
  readonly madeBy: InboundPerson;
}

export const inboundSendersSpec: CollectionSpec = {
  name: 'inbound_senders',
  personal: false,
  indexes: [{ keys: { clientId: 1 }, unique: true }, { keys: { 'keys.keyId': 1 } }],
};

export interface SendersStore {
  find(senderId: string, session?: Session): Promise<SenderDoc | null>;
  ofClientId(clientId: string, session?: Session): Promise<SenderDoc | null>;
  ofKey(keyId: string): Promise<SenderDoc | null>;
  all(): Promise<SenderDoc[]>;
  insertIn(session: Session, doc: SenderDoc): Promise<void>;
  addKeyIn(session: Session, senderId: string, key: SenderKey): Promise<void>;
  revokeIn(session: Session, senderId: string, keyId: string, at: number): Promise<void>;
  /** Written once a minute at most: a feed of thousands writes no more for it. */
  usedNow(senderId: string, key: SenderKey, now: number): Promise<void>;
  keepMappingIn(session: Session, senderId: string, mapping: readonly MappedColumn[]): Promise<void>;
  keepWordsIn(session: Session, senderId: string, words: readonly TheirWord[]): Promise<void>;
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;
const SENDERS_AT_MOST = 500;
const USED_TO_MS = 60_000;

export function createSendersStore(database: Database): SendersStore {
  const senders = database.collection<SenderDoc>(inboundSendersSpec);
  const within = (session?: Session) => (session ? { session } : MAJORITY);
  return {
    find: (senderId, session) => senders.findOne({ _id: senderId }, within(session)),
    ofClientId: (clientId, session) => senders.findOne({ clientId }, within(session)),
    ofKey: (keyId) => senders.findOne({ 'keys.keyId': keyId }, MAJORITY),
    all: () => senders.find({}, { ...MAJORITY, sort: { name: 1, _id: 1 }, limit: SENDERS_AT_MOST }).toArray(),
    insertIn: async (session, doc) => {
      await senders.insertOne(doc, { session });
    },
    addKeyIn: async (session, senderId, key) => {
      await senders.updateOne({ _id: senderId }, { $push: { keys: key } }, { session });
    },
    revokeIn: async (session, senderId, keyId, at) => {
      const standing = { _id: senderId, keys: { $elemMatch: { keyId, revokedAt: null } } };
      await senders.updateOne(standing, { $set: { 'keys.$.revokedAt': at } }, { session });
    },
    usedNow: async (senderId, { keyId, usedAt = 0 }, now) => {
      if (now - usedAt < USED_TO_MS) return;
      const key = { _id: senderId, keys: { $elemMatch: { keyId } } };
      await senders.updateOne(key, { $max: { 'keys.$.usedAt': now } });
    },
    keepMappingIn: async (session, senderId, mapping) => {
      await senders.updateOne({ _id: senderId }, { $set: { mapping: [...mapping] } }, { session });
    },
    keepWordsIn: async (session, senderId, words) => {
      await senders.updateOne({ _id: senderId }, { $set: { words: [...words] } }, { session });
    },
  };
}
