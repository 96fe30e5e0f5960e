/**
 * Entries in MongoDB. The binary `_id` of conversation and seq is the unique `(conversationId, seq)` of L3 and the order
 * of every read; the one further index is the unique `(conversationId, clientId)` of L2. Bodies are sealed (P1).
 */
import { mongo } from 'mongoose';
import { PAGE_MAX_BYTES, PAGE_MAX_ENTRIES } from '../../shared/domain/message-limits.ts';
import type { EntryKind } from '../../shared/protocol/entry.ts';
import { type DataKey, type Place, SealBroken, sealWith, unsealWith } from '../platform/cipher.ts';
import type { CollectionSpec, Database, Session } from '../platform/mongo.ts';
import { bytesOf } from '../platform/sealing.store.ts';
import type { Steps } from '../platform/steps.ts';
import { within } from '../platform/within.ts';
import type { Author, Content, LogEntry } from './log.ts';

export interface EntryDoc {
  readonly _id: mongo.Binary;
  readonly conversationId: string;
  readonly seq: number;
  readonly clientId: string;
  readonly author: { readonly role: Author['role']; readonly id: string };
  readonly kind: EntryKind;
  /** Null once redacted. */
  readonly body: mongo.Binary | null;
  /** The staff who may write from here on, on entries that change it. */
  readonly writers?: readonly string[];
  readonly at: number;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export const entriesSpec: CollectionSpec = {
  name: 'entries',
  personal: true,
  indexes: [
    { keys: { conversationId: 1, clientId: 1 }, unique: true },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

const MAJORITY = { level: 'majority' } as const;
export const BATCH_MAX_TIME_MS = 2_000;
/** A server that has stopped keeps no time: past this the outcome is unknown, and the other conversations go on. */
const BATCH_ANSWER_MS = 3_000;

export function isConversationId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
}

export function entryId(conversationId: string, seq: number): mongo.Binary {
  const bytes = Buffer.alloc(20);
  bytes.write(conversationId.replaceAll('-', ''), 0, 16, 'hex');
  bytes.writeUInt32BE(seq, 16);
  return new mongo.Binary(bytes);
}

/** All of an entry that stands in clear and decides something is bound by its seal, who may write from there on too. */
function placeOf(doc: Pick<EntryDoc, 'conversationId' | 'clientId' | 'author' | 'seq' | 'kind' | 'writers'>): Place {
  const { conversationId, clientId, author, seq, kind, writers } = doc;
  const parts = [`${author.role}:${author.id}`, String(seq), kind, writers === undefined ? '-' : writers.join(' ')];
  return { collection: entriesSpec.name, field: 'body', scope: conversationId, id: clientId, parts };
}

interface Body {
  readonly name?: string;
  readonly text?: string;
  readonly data?: unknown;
}

export interface Draft {
  readonly conversationId: string;
  readonly clientId: string;
  readonly author: Author;
  readonly content: Content;
}

/** Seals a draft for one seq; every try seals anew (fresh nonce, the seq in the additional data). */
export function sealEntry(key: DataKey, draft: Draft, seq: number, at: number): EntryDoc {
  const { conversationId, clientId, author, content } = draft;
  const head = { conversationId, seq, clientId, author: { role: author.role, id: author.id }, kind: content.kind };
  const writers = content.writers === undefined ? {} : { writers: content.writers };
  const body: Body = {
    ...(author.name === undefined ? {} : { name: author.name }),
    ...(content.text === undefined ? {} : { text: content.text }),
    ...(content.data === undefined ? {} : { data: content.data }),
  };
  return {
    _id: entryId(conversationId, seq),
    ...head,
    body: new mongo.Binary(sealWith(key, placeOf({ ...head, ...writers }), JSON.stringify(body))),
    ...writers,
    at,
    purgeAt: null,
    legalHold: false,
  };
}

/** Only a line can have been redacted; what says who may write is nothing without its seal. */
function redacted({ kind, writers }: EntryDoc): Body {
  if (kind !== 'message' || writers !== undefined) throw new SealBroken('an entry that decides has no body');
  return { text: '' };
}

function unsealed(key: DataKey, doc: EntryDoc, body: mongo.Binary): Body {
  return JSON.parse(unsealWith(key, placeOf(doc), bytesOf(body))) as Body;
}

export function openEntry(key: DataKey, doc: EntryDoc): LogEntry {
  const body = doc.body === null ? redacted(doc) : unsealed(key, doc, doc.body);
  return {
    conversationId: doc.conversationId,
    seq: doc.seq,
    clientId: doc.clientId,
    author: { ...doc.author, ...(body.name === undefined ? {} : { name: body.name }) },
    content: {
      kind: doc.kind,
      ...(body.text === undefined ? {} : { text: body.text }),
      ...(body.data === undefined ? {} : { data: body.data }),
      ...(doc.writers === undefined ? {} : { writers: doc.writers }),
    },
    at: doc.at,
  };
}

/** What became of each document of a batch: stored for certain, refused for certain, or unknown. */
export type Outcome = 'stored' | 'duplicate' | 'unknown';

export interface EntriesStore {
  insertBatch(docs: readonly EntryDoc[]): Promise<readonly Outcome[]>;
  insertIn(session: Session, doc: EntryDoc): Promise<void>;
  /** Majority-committed entries after a seq, in order. */
  after(conversationId: string, seq: number, limit?: number): Promise<EntryDoc[]>;
  page(conversationId: string, afterSeq: number): Promise<{ docs: EntryDoc[]; more: boolean }>;
  byClientId(conversationId: string, clientId: string): Promise<EntryDoc | null>;
  bySeq(conversationId: string, seq: number): Promise<EntryDoc | null>;
  /** The last seq, who may write, who ever could, and whether it has ended. */
  tail(
    conversationId: string,
  ): Promise<{ last: number; ended: boolean; writers: readonly string[]; everWriters: readonly string[] }>;
  /** Of the conversations given with their last known seq, those that have a further entry. */
  ahead(known: readonly { readonly conversationId: string; readonly last: number }[]): Promise<string[]>;
  redactIn(session: Session, conversationId: string, seq: number): Promise<boolean>;
}

export function createEntriesStore(database: Database, steps: Steps): EntriesStore {
  const entries = database.collection<EntryDoc>(entriesSpec);
  const range = (conversationId: string, after: number) => ({
    _id: { $gt: entryId(conversationId, after), $lte: entryId(conversationId, 0xffffffff) },
  });

  return {
    insertBatch: async (docs) => {
      try {
        steps('insert:before');
        // The command itself and not `insertMany`, which turns every document into bytes twice, once to measure it; what
        // it would retry by itself is settled here anyway.
        const inserting = entries.db.command({
          insert: entries.collectionName,
          documents: docs,
          ordered: false,
          writeConcern: { w: 'majority', j: true },
          maxTimeMS: BATCH_MAX_TIME_MS,
        });
        steps('insert:during');
        const answer = await within(inserting, BATCH_ANSWER_MS);
        steps('insert:after');
        return outcomesOf(answer, docs.length);
      } catch {
        return docs.map(() => 'unknown');
      }
    },
    insertIn: async (session, doc) => {
      await entries.insertOne(doc, { session });
    },
    after: (conversationId, seq, limit = 0) =>
      entries.find(range(conversationId, seq), { readConcern: MAJORITY, sort: { _id: 1 }, limit }).toArray(),
    page: async (conversationId, afterSeq) => {
      const found = await entries
        .find(range(conversationId, afterSeq), { readConcern: MAJORITY, sort: { _id: 1 }, limit: PAGE_MAX_ENTRIES + 1 })
        .toArray();
      let bytes = 0;
      let count = 0;
      for (const doc of found) {
        bytes += (doc.body?.length() ?? 0) + 300;
        if (count === PAGE_MAX_ENTRIES || (count > 0 && bytes > PAGE_MAX_BYTES)) break;
        count += 1;
      }
      return { docs: found.slice(0, count), more: found.length > count };
    },
    byClientId: (conversationId, clientId) => entries.findOne({ conversationId, clientId }, { readConcern: MAJORITY }),
    bySeq: (conversationId, seq) => entries.findOne({ _id: entryId(conversationId, seq) }, { readConcern: MAJORITY }),
    tail: async (conversationId) => {
      const options = { readConcern: MAJORITY, projection: { body: 0 } };
      // The last entry is read first: what the second read adds is newer and is folded again when it is met.
      const last = await entries.findOne(range(conversationId, 0), { ...options, sort: { _id: -1 } });
      const upTo = { _id: { $gt: entryId(conversationId, 0), $lte: entryId(conversationId, last?.seq ?? 0) } };
      const marks = await entries
        .find({ ...upTo, $or: [{ writers: { $exists: true } }, { kind: 'ended' }] }, { ...options, sort: { _id: 1 } })
        .toArray();
      const sets = marks.flatMap((doc) => (doc.writers ? [doc.writers] : []));
      return {
        last: last?.seq ?? 0,
        ended: marks.some((doc) => doc.kind === 'ended'),
        writers: sets.at(-1) ?? [],
        everWriters: sets.flat(),
      };
    },
    ahead: async (known) => {
      if (known.length === 0) return [];
      const ids = known.map(({ conversationId, last }) => entryId(conversationId, last + 1));
      const found = await entries
        .find({ _id: { $in: ids } }, { readConcern: MAJORITY, projection: { conversationId: 1 } })
        .toArray();
      return found.map((doc) => doc.conversationId);
    },
    redactIn: async (session, conversationId, seq) => {
      const filter = { _id: entryId(conversationId, seq), kind: 'message' as const };
      const result = await entries.updateOne(filter, { $set: { body: null } }, { session });
      return result.matchedCount === 1;
    },
  };
}

/**
 * An item of an unordered batch succeeded only if there is no write-concern error and every document is accounted for;
 * else all are unknown (a batch past its time reports no errors and no inserts while some were stored: measured).
 */
function outcomesOf(answer: mongo.Document, count: number): readonly Outcome[] {
  const inserted: unknown = answer.n;
  const refused: readonly { readonly index: number; readonly code: number }[] = answer.writeErrors ?? [];
  const isWhole = answer.writeConcernError === undefined && inserted === count - refused.length;
  const outcomes = Array.from({ length: count }, (): Outcome => (isWhole ? 'stored' : 'unknown'));
  if (isWhole) for (const { index, code } of refused) outcomes[index] = code === DUPLICATE ? 'duplicate' : 'unknown';
  return outcomes;
}

const DUPLICATE = 11_000;
