/**
 * The live conversations of this node: their tails, loaded on first use, advanced by own writes, signals and reads, and
 * forgotten when nobody here uses them. Every advance hands the entry on, in order, exactly once.
 */

import { type DataKey, SealBroken } from '../platform/cipher.ts';
import { describeError, type Logger } from '../platform/logger.ts';
import type { Sealing } from '../platform/sealing.store.ts';
import { type EntriesStore, type EntryDoc, isConversationId, openEntry } from './entries.store.ts';
import type { LogEntry } from './log.ts';
import type { LogMeasures } from './log-measures.ts';
import { fold, type Tail } from './tail.ts';

export type Origin = 'here' | 'elsewhere';

export interface Tails {
  /** Null when there is no such conversation. */
  load(conversationId: string): Promise<Tail | null>;
  loaded(conversationId: string): Tail | undefined;
  /** A conversation that this node has just stored with so many entries, and that nobody else knows of yet. */
  begin(conversationId: string, key: DataKey, last: number): void;
  /** Takes the next entry in and hands it on; false when it is not the next. */
  advance(tail: Tail, entry: LogEntry, origin: Origin): boolean;
  /** Reads what is after `last` with majority and advances; returns what was read. */
  catchUp(tail: Tail): Promise<readonly EntryDoc[]>;
  /** An entry as another node stored it: folded when next, dropped when known, read after a moment when ahead. */
  receive(doc: EntryDoc): void;
  all(): Iterable<Tail>;
  forget(conversationId: string): void;
  /** Forgets those that nobody has used for a minute and that are not in use by this test. */
  forgetIdle(isInUse: (tail: Tail) => boolean): void;
}

export interface TailsOptions {
  readonly store: EntriesStore;
  readonly sealing: Sealing;
  readonly logger: Logger;
  readonly now: () => number;
  readonly measures: LogMeasures;
  readonly onEntry: (entry: LogEntry, tail: Tail, origin: Origin) => void;
}

const GAP_READ_AFTER_MS = 50;
/** Far below the ten minutes for which an opened key may be kept. */
const IDLE_MS = 60_000;

export function createTails({ store, sealing, logger, now, measures, onEntry }: TailsOptions): Tails {
  const byId = new Map<string, Tail>();
  const loading = new Map<string, Promise<Tail | null>>();
  const gaps = new Set<string>();

  async function read(conversationId: string): Promise<Tail | null> {
    if (!isConversationId(conversationId)) return null;
    const key = await sealing.keyOf(conversationId).catch((error: unknown) => {
      if (error instanceof SealBroken) return null;
      throw error;
    });
    if (!key) return null;
    const state = await store.tail(conversationId);
    const tail: Tail = {
      conversationId,
      key,
      last: state.last,
      ended: state.ended,
      writers: new Set(state.writers),
      everWriters: new Set(state.everWriters),
      pending: new Map(),
      usedAt: now(),
    };
    byId.set(conversationId, tail);
    return tail;
  }

  const tails: Tails = {
    load: (conversationId) => {
      const known = byId.get(conversationId);
      if (known) {
        known.usedAt = now();
        return Promise.resolve(known);
      }
      const running = loading.get(conversationId);
      if (running !== undefined) return running;
      const promise = read(conversationId).finally(() => loading.delete(conversationId));
      loading.set(conversationId, promise);
      return promise;
    },
    loaded: (conversationId) => byId.get(conversationId),
    begin: (conversationId, key, last) => {
      if (byId.has(conversationId)) return;
      const nobody = { writers: new Set<string>(), everWriters: new Set<string>() };
      byId.set(conversationId, {
        ...{ conversationId, key, last, ended: false, pending: new Map(), usedAt: now() },
        ...nobody,
      });
    },
    advance: (tail, entry, origin) => {
      if (!fold(tail, entry)) return false;
      tail.usedAt = now();
      try {
        onEntry(entry, tail, origin);
      } catch (error) {
        // It is committed and must be acknowledged, whatever goes wrong in telling it.
        logger.error(describeError(error), 'an entry could not be handed on');
      }
      return true;
    },
    catchUp: async (tail) => {
      const docs = await store.after(tail.conversationId, tail.last);
      for (const doc of docs) tails.advance(tail, openEntry(tail.key, doc), 'elsewhere');
      measures.caughtUp(docs.length);
      return docs;
    },
    receive: (doc) => {
      const tail = byId.get(doc.conversationId);
      if (!tail || doc.seq <= tail.last) return;
      // Nothing is told without its seal: what was redacted meanwhile is read.
      if (doc.seq === tail.last + 1 && doc.body !== null) {
        tails.advance(tail, openEntry(tail.key, doc), 'elsewhere');
        return;
      }
      if (gaps.has(tail.conversationId)) return;
      gaps.add(tail.conversationId);
      setTimeout(() => {
        gaps.delete(tail.conversationId);
        tails.catchUp(tail).catch((error: unknown) => logger.warn(describeError(error), 'a gap could not be read yet'));
      }, GAP_READ_AFTER_MS).unref();
    },
    all: () => byId.values(),
    forget: (conversationId) => {
      byId.delete(conversationId);
    },
    forgetIdle: (isInUse) => {
      const before = now() - IDLE_MS;
      for (const [id, tail] of byId) if (tail.usedAt < before && !isInUse(tail)) byId.delete(id);
    },
  };
  return tails;
}
