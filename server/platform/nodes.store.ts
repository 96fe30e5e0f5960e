/** Which nodes live: a heartbeat every 2 s, dead after 6. Whoever notices a dead node cleans up after it once. */
import type { CollectionSpec, Database } from './mongo.ts';

interface NodeDoc {
  readonly _id: string;
  readonly name: string;
  readonly startedAt: number;
  readonly beatAt: number;
}

export const nodesSpec: CollectionSpec = { name: 'nodes', personal: false, indexes: [{ keys: { beatAt: 1 } }] };

export const HEARTBEAT_MS = 2_000;
export const DEAD_AFTER_MS = 6_000;

export interface NodeIdentity {
  /** Of this process. */
  readonly nodeId: string;
  /** Of the place in which it runs, the same after a restart. */
  readonly nodeName: string;
}

export type Namesake = Pick<NodeDoc, '_id' | 'beatAt'>;

export interface Nodes {
  beat(now: number): Promise<void>;
  /** Whether any other node has beaten lately. */
  othersLive(now: number): Promise<boolean>;
  /** All that beat and were not cleaned up after. */
  known(): Promise<ReadonlySet<string>>;
  /** Others of the same name. They are gone where names are given as they should be, and beat no more. */
  namesakes(): Promise<readonly Namesake[]>;
  /** Nodes that stopped beating; the caller cleans up and then forgets them. */
  dead(now: number): Promise<string[]>;
  forget(nodeId: string): Promise<void>;
}

export function createNodes(database: Database, { nodeId, nodeName: name }: NodeIdentity): Nodes {
  const nodes = database.collection<NodeDoc>(nodesSpec);
  return {
    beat: async (now) => {
      await nodes.updateOne(
        { _id: nodeId },
        { $set: { beatAt: now }, $setOnInsert: { name, startedAt: now } },
        { upsert: true },
      );
    },
    othersLive: async (now) =>
      (await nodes.findOne({ _id: { $ne: nodeId }, beatAt: { $gte: now - DEAD_AFTER_MS } })) !== null,
    known: async () => new Set((await nodes.find().toArray()).map(({ _id }) => _id)),
    namesakes: () => nodes.find({ name, _id: { $ne: nodeId } }).toArray(),
    dead: async (now) => {
      const found = await nodes.find({ beatAt: { $lt: now - DEAD_AFTER_MS } }).toArray();
      return found.map(({ _id }) => _id).filter((id) => id !== nodeId);
    },
    forget: async (id) => {
      await nodes.deleteOne({ _id: id });
    },
  };
}
