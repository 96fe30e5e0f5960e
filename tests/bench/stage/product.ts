/** Nodes of the product that share a database, and the staff who are signed in to them. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, readConfig, withDatabases } from '../../../server/config.ts';
import type { Role } from '../../../shared/protocol/desk.ts';
import { freePorts } from '../../support/free-ports.ts';
import type { Desk } from '../load/talk.ts';
import type { NodeMethods, StartOrder } from './node.process.ts';
import { createStaff } from './staff.ts';
import { type Keep, startWorker, type Worker } from './worker.ts';

export interface ProductOrder {
  readonly nodes?: number;
  readonly agents?: number;
  /** What they are; agents unless told. */
  readonly role?: Role;
  readonly capacity?: number;
  readonly limits?: StartOrder['limits'];
}

export interface Surroundings {
  readonly mongodbUri: string;
  readonly redisUrl: string;
  readonly databaseName: string;
  readonly folder: string;
  readonly flags: readonly string[];
  readonly keep: Keep;
}

export interface Node {
  readonly worker: Worker<NodeMethods>;
  readonly config: Config;
  readonly url: string;
}

export interface Product {
  readonly nodes: readonly Node[];
  readonly first: Node;
  readonly urls: readonly string[];
  /** Signed in, in turn at each node. */
  readonly desks: readonly Desk[];
  /** Starts a node again with what it had. */
  startAgain(config: Config): Promise<Node>;
}

export async function startProduct(
  around: Surroundings,
  { nodes = 1, agents = 0, role = 'agent', capacity = 20, limits = 'as_in_service' }: ProductOrder,
): Promise<Product> {
  const started: Node[] = [];
  for (let count = 0; count < nodes; count += 1) {
    const config = await configFor(around);
    const first = started[0]?.config;
    const shared = first ? { ...config, masterKeysFile: first.masterKeysFile } : config;
    started.push(await startNode(around, { config: shared, limits }));
  }
  const [first] = started;
  if (!first) throw new Error('A product needs a node.');
  const urls = started.map(({ url }) => url);
  const desks = agents === 0 ? [] : await createStaff(first.config, urls, { agents, role, capacity });
  return { nodes: started, first, urls, desks, startAgain: (config) => startNode(around, { config, limits }) };
}

async function startNode({ flags, keep }: Surroundings, order: StartOrder): Promise<Node> {
  const worker = keep(startWorker<NodeMethods>(new URL('./node.process.ts', import.meta.url), { flags }));
  await worker.call('start', order);
  const { config } = order;
  return { worker, config, url: config.publicOrigin };
}

async function configFor({ mongodbUri, redisUrl, databaseName, folder }: Surroundings): Promise<Config> {
  const dataDir = await mkdtemp(join(folder, 'node-'));
  const [port, sitePort, partnerPort] = await freePorts(3);
  const read = readConfig({
    ...{ PORT: String(port), DEMO_SITE_PORT: String(sitePort), DEMO_PARTNER_PORT: String(partnerPort) },
    ...{ DATA_DIR: dataDir, DATABASE_NAME: databaseName, REDIS_PREFIX: `${databaseName}:` },
    ...{ MONGODB_URI: mongodbUri, REDIS_URL: redisUrl, LIMITS: 'on' },
  });
  if (!read.ok) throw new Error(read.problems.join(' '));
  return withDatabases(read.value, { mongodbUri, redisUrl });
}
