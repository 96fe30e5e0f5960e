/** What the database says of the queue at a moment, for stories that wait for it. */
import { mongo } from 'mongoose';
import type { ChaosNode, Cluster } from './cluster.ts';
import { pause } from './link.ts';

const LOOK_EVERY_MS = 10;
const WITHIN_MS = 60_000;

export interface QueueFacts {
  /** The node that leads the matching, and lives; waits for one. */
  leader(): Promise<ChaosNode>;
  /** Whom the lease names now, whether it lives or not. */
  ledBy(): Promise<string | null>;
  /** Resolves when somebody holds it, with their id, other than the one given. */
  heldBy(conversationId: string, notThis?: string): Promise<string>;
  close(): Promise<void>;
}

interface LeaseRow {
  readonly _id: string;
  readonly nodeId: string;
  readonly until: number;
}

interface ConversationRow {
  readonly _id: string;
  readonly state: string;
  readonly holder: { readonly agentId: string } | null;
}

export function createQueueFacts(cluster: Cluster): QueueFacts {
  const client = new mongo.MongoClient(cluster.mongo.uri);
  const database = client.db(cluster.databaseName);
  const facts: QueueFacts = {
    leader: () =>
      until(async () => {
        const nodeId = await facts.ledBy();
        return cluster.nodes().find((node) => node.nodeId === nodeId);
      }),
    ledBy: async () => {
      const lease = await database.collection<LeaseRow>('leases').findOne({ _id: 'matcher' });
      return lease !== null && lease.until > Date.now() ? lease.nodeId : null;
    },
    heldBy: (_id, notThis) =>
      until(async () => {
        const found = await database.collection<ConversationRow>('conversations').findOne({ _id });
        const agentId = found?.state === 'active' ? found.holder?.agentId : undefined;
        return agentId === notThis ? undefined : agentId;
      }),
    close: () => client.close(),
  };
  return facts;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + WITHIN_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`It was not so within ${WITHIN_MS} ms.`);
    await pause(LOOK_EVERY_MS);
  }
}
