/**
 * Real processes to break: MongoDB (one member or three), Valkey and some nodes, which are kept at their number: for each
 * one that dies another is started at once.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectDatabase } from '../../server/platform/mongo.ts';
import { freePorts } from '../support/free-ports.ts';
import { type OwnValkey, startOwnValkey } from '../support/own-valkey.ts';
import { type ReplicaSet, startReplicaSet } from '../support/replica-set.ts';
import type { TestAccount } from '../support/start-server.ts';
import type { KillOrder, NodeReady } from './node.ts';

export interface ChaosNode {
  readonly url: string;
  readonly nodeId: string;
  readonly pid: number;
  readonly died: Promise<void>;
  /** Ends itself at that step; resolves when it is dead. */
  killAt(order: KillOrder): Promise<void>;
  /** The same, and resolves when it has understood, or is dead. */
  arm(order: KillOrder): Promise<void>;
  kill(): Promise<void>;
  /** SIGSTOP and SIGCONT: a machine that stands still for a while. */
  freeze(): void;
  thaw(): void;
}

export interface Cluster {
  readonly mongo: ReplicaSet;
  readonly valkey: OwnValkey;
  readonly databaseName: string;
  readonly masterKeysFile: string;
  readonly dataDir: string;
  readonly accounts: readonly TestAccount[];
  /** Those that answer now. */
  nodes(): readonly ChaosNode[];
  /** Any node that answers, rather another than the one given; waits for one. */
  pick(notThis?: string): Promise<ChaosNode>;
  /** The node at an address, while it lives. */
  at(url: string | null): ChaosNode | undefined;
  /** Resolves when so many nodes answer; all, unless told. */
  whole(atLeast?: number): Promise<void>;
  account(role: string, index: number): TestAccount;
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly nodes: number;
  readonly members: 1 | 3;
  /** More of the environment of every node, such as OFFER_MS. */
  readonly env?: Readonly<Record<string, string>>;
  /** How many conversations an agent may hold; the demonstration's are three. */
  readonly capacity?: number;
}

const NODE = fileURLToPath(new URL('./node.ts', import.meta.url));
const START_WITHIN_MS = 60_000;
const DATABASE = 'chaos';

export async function startCluster({ nodes: count, members, env = {}, capacity }: ClusterOptions): Promise<Cluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hl-chaos-'));
  const [mongo, valkey] = await Promise.all([startReplicaSet(dataDir, members), startOwnValkey(dataDir)]);
  const masterKeysFile = join(dataDir, 'master-keys.json');
  const shared = {
    MONGODB_URI: mongo.uri,
    REDIS_URL: valkey.url,
    DATABASE_NAME: DATABASE,
    MASTER_KEYS_FILE: masterKeysFile,
    LIMITS: 'off',
    ...env,
  };
  const living = new Set<ChaosNode>();
  const waiting = new Set<() => void>();
  let closing = false;
  const wake = (): void => {
    for (const each of [...waiting]) each();
  };
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        waiting.delete(done);
        resolve();
      };
      waiting.add(done);
    });

  async function add(): Promise<NodeReady> {
    const { node, ready } = await startNode(dataDir, shared);
    living.add(node);
    void node.died.then(() => {
      living.delete(node);
      wake();
      if (!closing) add().catch(replaceLater);
    });
    wake();
    return ready;
  }
  // While the database is away none can start.
  function replaceLater(): void {
    if (!closing) add().catch(replaceLater);
  }

  // The first makes keys, collections and accounts for all.
  const { accounts } = await add();
  await Promise.all(Array.from({ length: count - 1 }, add));
  if (capacity !== undefined) await raiseCapacity(mongo.uri, capacity);

  return {
    mongo,
    valkey,
    databaseName: DATABASE,
    masterKeysFile,
    dataDir,
    accounts,
    nodes: () => [...living],
    pick: async (notThis) => {
      for (;;) {
        const others = [...living].filter(({ url }) => url !== notThis);
        const among = others.length > 0 ? others : [...living];
        const found = among[Math.floor(Math.random() * among.length)];
        if (found) return found;
        await change();
      }
    },
    at: (url) => [...living].find((node) => node.url === url),
    whole: async (atLeast = count) => {
      while (living.size < atLeast) await change();
    },
    account: (role, index) => {
      const found = accounts.filter((each) => each.role === role)[index];
      if (found === undefined) throw new Error(`There are not ${index + 1} accounts of the role ${role}.`);
      return found;
    },
    close: async () => {
      closing = true;
      await Promise.all([...living].map((node) => node.kill()));
      await valkey.close();
      await mongo.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startNode(
  dataDir: string,
  shared: Readonly<Record<string, string>>,
): Promise<{ node: ChaosNode; ready: NodeReady }> {
  const [port = 0, sitePort = 0, partnerPort = 0] = await freePorts(3);
  const ports = { PORT: String(port), DEMO_SITE_PORT: String(sitePort), DEMO_PARTNER_PORT: String(partnerPort) };
  const log = await open(join(dataDir, 'nodes.log'), 'a');
  const child = fork(NODE, [], {
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, ...shared, ...ports },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  });
  const died = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await log.close();
  // An order that reaches it no more was given to a dead one.
  child.on('error', () => undefined);
  const ready = await firstWord(child);
  const node: ChaosNode = {
    url: ready.url,
    nodeId: ready.nodeId,
    pid: child.pid ?? 0,
    died,
    killAt: async (order) => {
      if (child.connected) child.send(order);
      await died;
    },
    arm: async (order) => {
      const understood = new Promise<void>((resolve) => child.once('message', () => resolve()));
      if (child.connected) child.send(order);
      await Promise.race([understood, died]);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await died;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
  return { node, ready };
}

function firstWord(child: ChildProcess): Promise<NodeReady> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`A node was not ready within ${START_WITHIN_MS} ms.`));
    }, START_WITHIN_MS);
    child.once('message', (ready: NodeReady) => {
      clearTimeout(limit);
      resolve(ready);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(limit);
      reject(new Error(`A node ended while it started (${code ?? signal}): see nodes.log.`));
    });
  });
}

async function raiseCapacity(uri: string, capacity: number): Promise<void> {
  const database = await connectDatabase({ uri, name: DATABASE });
  const raised = { $set: { capacity, maximumCapacity: capacity } };
  await database.connection.collection('agents').updateMany({ role: 'agent' }, raised);
  await database.close();
}
