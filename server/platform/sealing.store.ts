/**
 * Data keys, one a scope (conversation, referral, inbound record …): made durable before the first value is sealed, kept
 * wrapped in the keys database, opened keys cached briefly in a bounded LRU. Shredding a key makes its scope unreadable.
 */

import { randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import { type DataKey, type Place, SealBroken, sealWith, unsealWith } from './cipher.ts';
import { forgetOldest } from './forget-oldest.ts';
import type { MasterKeys } from './master-keys.ts';
import { type CollectionSpec, type Database, isDuplicateKey, type Session } from './mongo.ts';

interface DataKeyDoc {
  readonly _id: string;
  readonly dataKeyId: string;
  readonly kid: string;
  readonly wrapped: mongo.Binary;
  readonly createdAt: Date;
}

export const dataKeysSpec: CollectionSpec = {
  name: 'dataKeys',
  database: 'keys',
  personal: false,
  indexes: [{ keys: { kid: 1 } }],
};

export interface Sealing {
  /** Makes the scope's data key durable (or finds the one that is there). */
  createKey(scope: string): Promise<DataKey>;
  /**
   * A key for a scope that is just being made, written in the transaction that makes it: both are durable, or neither. It
   * opens at once here; `forget` the scope when the transaction fails.
   */
  newKey(scope: string): { readonly key: DataKey; insertIn(session: Session): Promise<void> };
  /** The same for many at once, in one write. */
  newKeys(scopes: readonly string[]): { insertIn(session: Session): Promise<void> };
  /** The scope's data key, or undefined when it was shredded or never made. */
  findKey(scope: string): Promise<DataKey | undefined>;
  /** Brings the keys of many scopes into memory in one question, before a page of them is opened. */
  warm(scopes: readonly string[]): Promise<void>;
  /** The same where it must be there; throws `SealBroken` else. */
  keyOf(scope: string): Promise<DataKey>;
  /** Seals text in its place, making the scope's key where it has none. */
  seal(place: Place, text: string): Promise<Buffer>;
  unseal(place: Place, sealed: Uint8Array | mongo.Binary): Promise<string>;
  /** Destroys the scope's key for good and forgets it here; other nodes are told by the caller's signal. */
  shred(scope: string): Promise<void>;
  /** The keys of what is deleted, in the transaction that deletes it; `forget` them when it stands. */
  shredIn(session: Session, scopes: readonly string[]): Promise<void>;
  forget(scope: string): void;
}

const CACHE_MS = 10 * 60_000;
const CACHE_SIZE = 5_000;

export function createSealing(database: Database, masterKeys: MasterKeys, now: () => number): Sealing {
  const collection = database.collection<DataKeyDoc>(dataKeysSpec);
  const cache = new Map<string, { readonly key: DataKey; readonly until: number }>();

  function remember(scope: string, key: DataKey): DataKey {
    cache.delete(scope);
    cache.set(scope, { key, until: now() + CACHE_MS });
    forgetOldest(cache, CACHE_SIZE);
    return key;
  }

  function cached(scope: string): DataKey | undefined {
    const hit = cache.get(scope);
    if (!hit) return undefined;
    if (hit.until > now()) return hit.key;
    cache.delete(scope);
    return undefined;
  }

  async function find(scope: string): Promise<DataKey | undefined> {
    const hit = cached(scope);
    if (hit) return hit;
    const doc = await collection.findOne({ _id: scope }, { readConcern: 'majority' });
    return doc ? remember(scope, unwrap(masterKeys, doc)) : undefined;
  }

  const sealing: Sealing = {
    createKey: async (scope) => {
      const found = await find(scope);
      if (found) return found;
      const dataKey = freshKey();
      const doc = wrap(masterKeys, scope, dataKey, now());
      try {
        await collection.insertOne(doc, { writeConcern: { w: 'majority', journal: true } });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return sealing.keyOf(scope);
      }
      return remember(scope, dataKey);
    },
    newKey: (scope) => {
      const key = remember(scope, freshKey());
      const doc = wrap(masterKeys, scope, key, now());
      return {
        key,
        insertIn: async (session) => {
          await collection.insertOne(doc, { session });
        },
      };
    },
    newKeys: (scopes) => {
      const docs = scopes.map((scope) => wrap(masterKeys, scope, remember(scope, freshKey()), now()));
      return {
        insertIn: async (session) => {
          await collection.insertMany(docs, { session });
        },
      };
    },
    findKey: find,
    warm: async (scopes) => {
      const missing = scopes.filter((scope) => cached(scope) === undefined);
      if (missing.length === 0) return;
      const docs = await collection.find({ _id: { $in: missing } }, { readConcern: { level: 'majority' } }).toArray();
      for (const doc of docs) remember(doc._id, unwrap(masterKeys, doc));
    },
    keyOf: async (scope) => {
      const key = await find(scope);
      if (!key) throw new SealBroken('no key for this scope');
      return key;
    },
    seal: async (place, text) => sealWith(await sealing.createKey(place.scope), place, text),
    unseal: async (place, sealed) => unsealWith(await sealing.keyOf(place.scope), place, bytesOf(sealed)),
    shred: async (scope) => {
      await collection.deleteOne({ _id: scope }, { writeConcern: { w: 'majority', journal: true } });
      sealing.forget(scope);
    },
    shredIn: async (session, scopes) => {
      await collection.deleteMany({ _id: { $in: [...scopes] } }, { session });
    },
    forget: (scope) => {
      cache.delete(scope);
    },
  };
  return sealing;
}

/** Refuses, in one sentence, a master keys file that does not open this database's keys. */
export async function assertKeysOpen(database: Database, masterKeys: MasterKeys): Promise<void> {
  const collection = database.collection<DataKeyDoc>(dataKeysSpec);
  for (const kid of await collection.distinct('kid')) {
    const doc = await collection.findOne({ kid });
    if (!doc) continue;
    try {
      unwrap(masterKeys, doc);
    } catch {
      throw new Error(
        `The master keys file does not open the key database (key ${kid}). Use the file that this database was made with.`,
      );
    }
  }
}

export function bytesOf(sealed: Uint8Array | mongo.Binary): Uint8Array {
  return sealed instanceof Uint8Array ? sealed : sealed.buffer.subarray(0, sealed.position);
}

/** Sealed bytes as MongoDB stores them. */
export function binaryOf(sealed: Uint8Array): mongo.Binary {
  return new mongo.Binary(sealed);
}

function freshKey(): DataKey {
  return { dataKeyId: randomBytes(8).toString('hex'), key: randomBytes(32) };
}

function placeOf(scope: string, dataKeyId: string): Place {
  return { collection: dataKeysSpec.name, field: 'wrapped', scope, id: dataKeyId };
}

function wrap(masterKeys: MasterKeys, scope: string, dataKey: DataKey, at: number): DataKeyDoc {
  const kid = masterKeys.currentKid;
  const wrapping = { dataKeyId: kid, key: masterKeys.derive('wrap-data-keys', kid) };
  const wrapped = sealWith(wrapping, placeOf(scope, dataKey.dataKeyId), dataKey.key.toString('base64'));
  return { _id: scope, dataKeyId: dataKey.dataKeyId, kid, wrapped: new mongo.Binary(wrapped), createdAt: new Date(at) };
}

function unwrap(masterKeys: MasterKeys, doc: DataKeyDoc): DataKey {
  const wrapping = { dataKeyId: doc.kid, key: masterKeys.derive('wrap-data-keys', doc.kid) };
  const text = unsealWith(wrapping, placeOf(doc._id, doc.dataKeyId), bytesOf(doc.wrapped));
  return { dataKeyId: doc.dataKeyId, key: Buffer.from(text, 'base64') };
}
