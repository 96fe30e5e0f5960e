/** Reads what is stored, waits until everybody has seen it, and has it judged; and watches meanwhile who holds what. */
import { mongo } from 'mongoose';
import { openStored } from '../e2e/support/stored.ts';
import type { Cluster } from './cluster.ts';
import type { Crowd } from './crowd.ts';
import { FAULTS, type Figures, judge, type StoredEntry, type View } from './ledger.ts';
import { pause } from './link.ts';

/** Sweeps find what no signal carried within 5 s; twice that, and something is never coming. */
const SEEN_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 100;
const WATCH_EVERY_MS = 200;

export interface HoldFigures {
  /** Times a conversation was seen to be held by two agents as an offer or as theirs, who do not consult in it. */
  readonly twoHolders: number;
  readonly overCapacity: number;
  readonly looks: number;
}

export interface HoldWatch {
  stop(): Promise<HoldFigures>;
}

export async function storedLogs(cluster: Cluster, ids: Iterable<string>): Promise<Map<string, StoredEntry[]>> {
  const { masterKeysFile, databaseName } = cluster;
  const stored = await openStored({ mongodbUri: cluster.mongo.uri, databaseName, masterKeysFile });
  try {
    const logs = new Map<string, StoredEntry[]>();
    for (const id of ids) {
      const entries = await stored.opened(id);
      const plain = entries.map(({ seq, clientId, content }) => ({
        ...{ seq, clientId, kind: content.kind },
        text: content.kind === 'message' ? content.text : undefined,
      }));
      logs.set(id, plain);
    }
    return logs;
  } finally {
    await stored.close();
  }
}

export interface Verdict {
  readonly figures: Figures;
  readonly evidence: readonly string[];
  /** Conversations that an agent had to leave, such as one who was away for longer than the grace. */
  readonly handedOn: ReadonlySet<string>;
}

/**
 * Call it when nobody is sending any more. The system may still write (who is lost is handed on), so what is stored is read
 * again once everybody has seen it, until it no longer grows.
 */
export async function verdictOn(cluster: Cluster, crowd: Crowd): Promise<Verdict> {
  const ids = crowd.visitors.map(({ conversationId }) => conversationId);
  const viewsNow = () =>
    [...crowd.visitors.map(({ view }) => view), ...crowd.agents.flatMap((agent) => [...agent.views.values()])].map(
      (view) => view.asView(),
    );
  const deadline = Date.now() + SEEN_WITHIN_MS;
  let stored = await storedLogs(cluster, ids);
  for (;;) {
    while (viewsNow().some((view) => isBehind(view, stored)) && Date.now() < deadline) await pause(LOOK_EVERY_MS);
    const views = viewsNow();
    const again = await storedLogs(cluster, ids);
    const grew = ids.some((id) => again.get(id)?.length !== stored.get(id)?.length);
    stored = again;
    if (grew && Date.now() < deadline) continue;
    const { sent, acknowledged } = crowd.recorder;
    return {
      figures: judge({ sent, acknowledged, stored, views }),
      evidence: differences(views, stored),
      handedOn: handedOn(stored),
    };
  }
}

type Logs = ReadonlyMap<string, readonly StoredEntry[]>;

function isBehind({ conversationId, entries, left }: View, stored: Logs): boolean {
  return !left && entries.length < (stored.get(conversationId)?.length ?? 0);
}

function handedOn(stored: Logs): Set<string> {
  const left = [...stored].filter(([, log]) => log.some(({ kind }) => kind === 'left' || kind === 'transferred'));
  return new Set(left.map(([id]) => id));
}

/** Who saw what instead of what is stored: for whoever has to find out why. */
function differences(views: readonly View[], stored: Logs): string[] {
  return views.flatMap(({ viewer, conversationId, entries }) =>
    entries.flatMap(({ seq, kind, text }) => {
      const entry = stored.get(conversationId)?.find((each) => each.seq === seq);
      if (entry?.kind === kind && entry.text === text) return [];
      const seen = `${kind} ${text ?? ''}`;
      return [
        `the ${viewer} saw at ${seq} ${seen}, stored is ${entry ? `${entry.kind} ${entry.text ?? ''}` : 'nothing'}`,
      ];
    }),
  );
}

/** Looks again and again, at one moment of the whole database each time (Q1). */
export function watchHolds(cluster: Cluster): HoldWatch {
  const client = new mongo.MongoClient(cluster.mongo.uri, { serverSelectionTimeoutMS: 2_000, socketTimeoutMS: 2_000 });
  const database = client.db(cluster.databaseName);
  let stopped = false;
  const figures = { twoHolders: 0, overCapacity: 0, looks: 0 };

  async function look(): Promise<void> {
    const session = client.startSession({ snapshot: true });
    try {
      const agents = await database
        .collection<AgentHolds>('agents')
        .find({ 'holds.0': { $exists: true } }, { session, projection: { holds: 1, capacity: 1 } })
        .toArray();
      const consulting = await database
        .collection<Consulted>('conversations')
        .find({ 'consulting.0': { $exists: true } }, { session, projection: { consulting: 1 } })
        .toArray();
      const consults = new Set(
        consulting.flatMap((each) => each.consulting.map(({ agentId }) => `${agentId} ${each._id}`)),
      );
      const held = agents.flatMap(({ _id, holds }) => holds.filter((id) => !consults.has(`${_id} ${id}`)));
      figures.twoHolders += held.length - new Set(held).size;
      figures.overCapacity += agents.filter(({ holds, capacity }) => holds.length > capacity).length;
      figures.looks += 1;
    } finally {
      await session.endSession();
    }
  }

  const watching = (async () => {
    while (!stopped) {
      // While the database is away there is nothing to see.
      await look().catch(() => undefined);
      await pause(WATCH_EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await watching;
      await look();
      await client.close();
      return figures;
    },
  };
}

interface AgentHolds {
  readonly _id: string;
  readonly holds: readonly string[];
  readonly capacity: number;
}

interface Consulted {
  readonly _id: string;
  readonly consulting: readonly { readonly agentId: string }[];
}

/** Every figure that should be 0 and is not, as a sentence. */
export function problemsIn(figures: Figures & Partial<HoldFigures>): string[] {
  const counted: readonly [string, number][] = [
    ...FAULTS.map((name): [string, number] => [name, figures[name]]),
    ['twoHolders', figures.twoHolders ?? 0],
    ['overCapacity', figures.overCapacity ?? 0],
  ];
  return counted.filter(([, count]) => count !== 0).map(([name, count]) => `${name} is ${count}`);
}
