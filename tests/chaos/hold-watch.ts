/**
 * Who holds what, looked at after every single change (Q1): a change stream hands over each agent and each conversation as
 * they were written at that moment (post-images), and what one transaction wrote counts as one change.
 */
import { mongo } from 'mongoose';
import type { Cluster } from './cluster.ts';
import { pause } from './link.ts';

export interface HoldFigures {
  /** Times a conversation was held by two agents who do not consult in it, be it as an offer or as theirs. */
  readonly twoHolders: number;
  readonly overCapacity: number;
  /** Changes that were looked at. */
  readonly changes: number;
}

export interface HoldWatch {
  /** Resolves when every change until now has been looked at; once. */
  figures(): Promise<HoldFigures>;
  close(): Promise<void>;
}

interface Written {
  readonly _id: string;
  readonly holds?: readonly string[];
  readonly capacity?: number;
  readonly consulting?: readonly { readonly agentId: string }[];
}

/** The part of a change that the pipeline below leaves. */
interface Change {
  readonly _id: unknown;
  readonly ns: { readonly coll: string };
  readonly documentKey: { readonly _id: string };
  readonly fullDocument?: Written;
  readonly clusterTime: mongo.Timestamp;
  readonly txnNumber?: mongo.Long | number;
}

const WATCHED = ['agents', 'conversations'];
/** Written at the end: what the stream brings before it is all that was to be seen. */
const MARKS = 'chaosMarks';
const CAUGHT_UP_WITHIN_MS = 30_000;
const AGAIN_AFTER_MS = 200;
const PATIENCE = { serverSelectionTimeoutMS: 2_000, socketTimeoutMS: 5_000 } as const;

const PIPELINE = [
  { $match: { 'ns.coll': { $in: [...WATCHED, MARKS] } } },
  {
    $project: {
      ...{ ns: 1, documentKey: 1, clusterTime: 1, txnNumber: 1, operationType: 1 },
      ...{ 'fullDocument.holds': 1, 'fullDocument.capacity': 1, 'fullDocument.consulting': 1 },
    },
  },
];

export async function watchHolds(cluster: Cluster): Promise<HoldWatch> {
  const client = new mongo.MongoClient(cluster.mongo.uri, PATIENCE);
  const database = client.db(cluster.databaseName);
  for (const collMod of WATCHED) await database.command({ collMod, changeStreamPreAndPostImages: { enabled: true } });
  const ledger = createHoldLedger();
  const mark = new mongo.ObjectId().toHexString();
  let caughtUp = false;
  let closed = false;
  let last: unknown = null;
  let stream = open();
  // Makes the cursor, so that nothing that comes after is missed.
  const first = await stream.tryNext();
  if (first) take(first);

  function open(): mongo.ChangeStream<mongo.Document, Change & mongo.ChangeStreamDocument> {
    const after = last === null ? {} : { resumeAfter: last };
    return database.watch(PIPELINE, { fullDocument: 'required', maxAwaitTimeMS: 500, ...after });
  }

  function take(change: Change): void {
    last = change._id;
    if (change.ns.coll !== MARKS) ledger.take(change);
    else if (change.documentKey._id === mark) caughtUp = true;
  }

  /** While the database is away there is nothing to see; then it goes on after the last that was seen. */
  async function follow(): Promise<void> {
    while (!caughtUp) {
      try {
        take(await stream.next());
      } catch {
        if (closed) return;
        await stream.close().catch(() => undefined);
        await pause(AGAIN_AFTER_MS);
        stream = open();
      }
    }
  }
  const following = follow();

  return {
    figures: async () => {
      await database.collection<{ _id: string }>(MARKS).insertOne({ _id: mark });
      await Promise.race([following, pause(CAUGHT_UP_WITHIN_MS)]);
      if (!caughtUp) throw new Error('The changes of agents and conversations could not all be looked at.');
      return ledger.figures();
    },
    close: async () => {
      closed = true;
      await stream.close().catch(() => undefined);
      await client.close();
    },
  };
}

export interface HoldLedger {
  take(change: Pick<Change, 'ns' | 'documentKey' | 'fullDocument' | 'clusterTime' | 'txnNumber'>): void;
  figures(): HoldFigures;
}

/** Pure: changes in, figures out. A transaction is looked at when the next change shows that it is whole. */
export function createHoldLedger(): HoldLedger {
  const agents = new Map<string, Written>();
  const consulting = new Map<string, ReadonlySet<string>>();
  const figures = { twoHolders: 0, overCapacity: 0, changes: 0 };
  let open: { readonly of: string; readonly touched: Set<string> } | null = null;

  function look(): void {
    if (open === null) return;
    figures.changes += 1;
    for (const agent of open.touched) {
      const { holds = [], capacity = 0 } = agents.get(agent) ?? {};
      if (holds.length > capacity) figures.overCapacity += 1;
    }
    const held = new Map<string, number>();
    for (const { _id, holds = [] } of agents.values())
      for (const id of holds) if (!consulting.get(id)?.has(_id)) held.set(id, (held.get(id) ?? 0) + 1);
    figures.twoHolders += [...held.values()].filter((count) => count > 1).length;
    open = null;
  }

  return {
    take: ({ ns, documentKey: { _id }, fullDocument, clusterTime, txnNumber }) => {
      const of = `${clusterTime} ${txnNumber ?? _id}`;
      if (open?.of !== of) look();
      open ??= { of, touched: new Set() };
      if (ns.coll === 'agents') {
        open.touched.add(_id);
        if (fullDocument) agents.set(_id, { ...fullDocument, _id });
        else agents.delete(_id);
      } else consulting.set(_id, new Set(fullDocument?.consulting?.map(({ agentId }) => agentId)));
    },
    figures: () => {
      look();
      return { ...figures };
    },
  };
}
