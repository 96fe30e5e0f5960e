/**
 * What was typed on the public page, sealed, until it is judged: written alike for right and wrong, so that the page answers before
 * anybody knows which it is (V3). A row is gone as soon as it is judged.
 */
import type { mongo } from 'mongoose';
import type { Place } from '../platform/cipher.ts';
import type { CollectionSpec, Database } from '../platform/mongo.ts';
import { createSealedJson } from '../platform/sealed-json.ts';
import type { Sealing } from '../platform/sealing.store.ts';

export interface TryDoc {
  readonly _id: string;
  readonly body: mongo.Binary;
  readonly receivedAt: number;
  /** When it is looked at; while somebody looks, when another may take it up. */
  readonly dueAt: number;
  /** `put_off`: others of its place came first. `counted`: it is among those of its place, and has yet to be judged. */
  readonly stage: 'new' | 'put_off' | 'counted';
  /** Its place sends so much that all others go first. */
  readonly crowded: boolean;
  readonly purgeAt: Date | null;
  readonly legalHold: boolean;
}

export interface Typed {
  readonly reference: string;
  readonly phrase: string;
  /** A digest of the place that it came from; null where places are not counted. */
  readonly place: string | null;
}

export const returnTriesSpec: CollectionSpec = {
  name: 'return_tries',
  personal: true,
  indexes: [
    { keys: { dueAt: 1, receivedAt: -1 } },
    { keys: { receivedAt: -1 }, partial: { crowded: true } },
    { keys: { purgeAt: 1 }, sparse: true },
  ],
};

export interface TriesStore {
  add(doc: Omit<TryDoc, 'body' | 'stage' | 'legalHold'>, typed: Typed): Promise<void>;
  /**
   * The one that is due longest, of equals the newest, nobody else's for so long; null where none is due. Those of a crowded
   * place come after all others and the newest first: whoever shares that line is not behind a heap of guesses.
   */
  take(now: number, leaseMs: number): Promise<TryDoc | null>;
  typedIn(doc: TryDoc): Promise<Typed>;
  putOff(doc: TryDoc, until: number): Promise<void>;
  count(doc: TryDoc): Promise<void>;
  /** It is judged: nothing of it stays. */
  remove(doc: TryDoc): Promise<void>;
}

const DAY_MS = 86_400_000;

export function createTriesStore(database: Database, sealing: Sealing): TriesStore {
  const tries = database.collection<TryDoc>(returnTriesSpec);
  const sealed = createSealedJson(sealing);
  return {
    add: async (doc, typed) => {
      const body = await sealed.seal(placeOf(doc._id), typed);
      await tries.insertOne({ ...doc, body, stage: 'new', legalHold: false });
    },
    take: async (now, leaseMs) => {
      const due = { dueAt: { $lte: now } };
      const leased = { $set: { dueAt: now + leaseMs } };
      const first = { sort: { dueAt: 1, receivedAt: -1 } } as const;
      return (
        (await tries.findOneAndUpdate({ ...due, crowded: { $ne: true } }, leased, first)) ??
        (await tries.findOneAndUpdate({ ...due, crowded: true }, leased, { sort: { receivedAt: -1 } }))
      );
    },
    typedIn: ({ _id, body }) => sealed.open(placeOf(_id), body),
    putOff: async ({ _id }, until) => {
      const change = { stage: 'put_off', dueAt: until, purgeAt: new Date(until + DAY_MS) } as const;
      await tries.updateOne({ _id }, { $set: change });
    },
    count: async ({ _id }) => {
      await tries.updateOne({ _id }, { $set: { stage: 'counted' } });
    },
    remove: async ({ _id }) => {
      await tries.deleteOne({ _id });
      await sealing.shred(placeOf(_id).scope);
    },
  };
}

function placeOf(tryId: string): Place {
  return { collection: returnTriesSpec.name, field: 'body', scope: `return-try:${tryId}`, id: tryId };
}
