/**
 * Phrases that were given, one open a person: in clear ids and times, the reference as a keyed digest, the phrase as the hash that
 * passwords have. It opens once; giving another closes the one before.
 */
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';

export interface PhraseDoc {
  readonly _id: string;
  readonly clientId: string;
  readonly caseId: string | null;
  readonly conversationId: string | null;
  readonly referenceMacs: readonly string[];
  readonly hash: string;
  readonly givenBy: string;
  readonly madeAt: number;
  readonly expiresAt: number;
  /** False once it was used or another was given. */
  readonly open: boolean;
  readonly usedAt: number | null;
  /** When a backup with it was restored; absent where none was. */
  readonly restoredAt?: number;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const returnPhrasesSpec: CollectionSpec = {
  name: 'return_phrases',
  personal: true,
  indexes: [
    { keys: { clientId: 1 }, unique: true },
    { keys: { referenceMacs: 1, open: 1 } },
    { keys: { caseId: 1, conversationId: 1 }, unique: true, partial: { open: true } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface PhrasesStore {
  byClientId(clientId: string, session?: Session): Promise<PhraseDoc | null>;
  /** Closes the open one of the same person. */
  replaceIn(session: Session, doc: PhraseDoc): Promise<void>;
  /** The one that these digests belong to and that still opens something; null where there is none. */
  openBy(macs: readonly string[], now: number): Promise<PhraseDoc | null>;
  find(phraseId: string): Promise<PhraseDoc | null>;
  /** The newest that these digests belong to, whether it still opens something or not. */
  newestBy(macs: readonly string[]): Promise<PhraseDoc | null>;
  /** True for the one caller who used it. */
  spendIn(session: Session, phraseId: string, at: number): Promise<boolean>;
}

export function createPhrasesStore(database: Database): PhrasesStore {
  const phrases = database.collection<PhraseDoc>(returnPhrasesSpec);
  return {
    byClientId: (clientId, session) => phrases.findOne({ clientId }, session ? { session } : {}),
    replaceIn: async (session, doc) => {
      const { caseId, conversationId } = doc;
      await phrases.updateMany({ caseId, conversationId, open: true }, { $set: { open: false } }, { session });
      await phrases.insertOne(doc, { session });
    },
    openBy: (macs, now) =>
      phrases.findOne(
        { referenceMacs: { $in: [...macs] }, open: true, expiresAt: { $gt: now } },
        { sort: { madeAt: -1 } },
      ),
    find: (phraseId) => phrases.findOne({ _id: phraseId }),
    newestBy: (macs) => phrases.findOne({ referenceMacs: { $in: [...macs] } }, { sort: { madeAt: -1 } }),
    spendIn: async (session, phraseId, at) => {
      const { modifiedCount } = await phrases.updateOne(
        { _id: phraseId, open: true, expiresAt: { $gt: at } },
        { $set: { open: false, usedAt: at } },
        { session },
      );
      return modifiedCount === 1;
    },
  };
}
