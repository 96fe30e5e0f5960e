/**
 * The connection to MongoDB (the truth) and the two databases on it: the service's own, and the keys' with a life of
 * their own. Every write states its concern (`w: majority, j: true`); every read that decides is `majority`.
 */
import mongoose, { type mongo } from 'mongoose';
import { someAtOnce } from './some-at-once.ts';

mongoose.set('strictQuery', 'throw');
mongoose.set('sanitizeFilter', true);

export type Session = mongo.ClientSession;
export type Collection<Doc extends mongo.Document> = mongo.Collection<Doc>;

export interface IndexSpec {
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  readonly partial?: Readonly<Record<string, unknown>>;
  /** Documents go this many seconds after the time in the (single) key. */
  readonly expireAfterSeconds?: number;
}

/** A collection is declared once: name, where it lives, indexes, and whether it holds personal data (then: `purgeAt`, `legalHold`). */
export interface CollectionSpec {
  readonly name: string;
  readonly database?: 'main' | 'keys';
  readonly personal: boolean;
  readonly indexes: readonly IndexSpec[];
}

export interface Database {
  readonly connection: mongoose.Connection;
  collection<Doc extends mongo.Document>(spec: CollectionSpec): Collection<Doc>;
  startSession(): Promise<Session>;
  ping(): Promise<void>;
  dropAll(): Promise<void>;
  close(): Promise<void>;
}

const WRITE_CONCERN = { w: 'majority', journal: true } as const;

export interface DatabaseOptions {
  readonly uri: string;
  readonly name: string;
  /** How long the first connection may take before the start gives up. */
  readonly connectWithinMs?: number;
  /** How long one answer may take; 0 for ever, for indexes and copies that are made while nobody waits. */
  readonly answerWithinMs?: number;
}

/** Longer than any transaction or batch may take. */
const ANSWER_WITHIN_MS = 8_000;

export async function connectDatabase(options: DatabaseOptions): Promise<Database> {
  const { uri, name, connectWithinMs = 15_000, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const connection = mongoose.createConnection(uri, {
    dbName: name,
    serverSelectionTimeoutMS: connectWithinMs,
    // A server that has stopped without closing its connections is noticed by these alone: the driver's monitor asks every
    // 2 s, waits 3 s longer, and begins anew elsewhere what was on its way (measured: 4.6 s instead of 39.7 with its defaults).
    socketTimeoutMS: answerWithinMs,
    connectTimeoutMS: 3_000,
    heartbeatFrequencyMS: 2_000,
    waitQueueTimeoutMS: 10_000,
    writeConcern: WRITE_CONCERN,
    readConcernLevel: 'majority',
    retryWrites: true,
    maxPoolSize: 40,
    autoIndex: false,
    autoCreate: false,
    ignoreUndefined: true,
  });
  await connection.asPromise();
  const client = connection.getClient();
  const main = client.db(name);
  const keys = client.db(`${name}_keys`);
  return {
    connection,
    collection: <Doc extends mongo.Document>(spec: CollectionSpec) =>
      (spec.database === 'keys' ? keys : main).collection<Doc>(spec.name),
    startSession: async () => client.startSession(),
    ping: async () => {
      await main.command({ ping: 1 });
    },
    dropAll: async () => {
      await main.dropDatabase();
      await keys.dropDatabase();
    },
    close: () => connection.close(),
  };
}

/** Makes what a collection declares; run by the migrations, safe to run again. */
export async function ensureCollection(database: Database, spec: CollectionSpec): Promise<void> {
  const collection = database.collection(spec);
  await collection.db.createCollection(spec.name).catch((error: unknown) => {
    if (errorCode(error) !== NAMESPACE_EXISTS) throw error;
  });
  if (spec.indexes.length === 0) return;
  await collection.createIndexes(
    spec.indexes.map((index) => ({
      key: index.keys,
      ...(index.unique ? { unique: true } : {}),
      ...(index.sparse ? { sparse: true } : {}),
      ...(index.partial ? { partialFilterExpression: index.partial } : {}),
      ...(index.expireAfterSeconds === undefined ? {} : { expireAfterSeconds: index.expireAfterSeconds }),
    })),
  );
}

/** Those that another took the place of: what a collection declares is only ever added to. Safe to run again. */
export async function dropIndexes(
  database: Database,
  spec: CollectionSpec,
  replaced: readonly IndexSpec['keys'][],
): Promise<void> {
  const collection = database.collection(spec);
  const keep = spec.indexes.map(({ keys }) => JSON.stringify(keys));
  for (const { name, key } of await collection.indexes()) {
    const keys = JSON.stringify(key);
    if (name === undefined || keep.includes(keys)) continue;
    if (replaced.some((each) => JSON.stringify(each) === keys)) await collection.dropIndex(name);
  }
}

/** Several at once: a first start waits for all of them. */
export function ensureCollections(database: Database, specs: readonly CollectionSpec[]): Promise<void> {
  return someAtOnce(specs, (spec) => ensureCollection(database, spec));
}

const NAMESPACE_EXISTS = 48;
const DUPLICATE_KEY = 11_000;

export function errorCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}

export function isDuplicateKey(error: unknown): boolean {
  return errorCode(error) === DUPLICATE_KEY;
}
