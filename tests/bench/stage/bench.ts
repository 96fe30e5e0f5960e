/** The stage of a run: one pair of real databases, and every node, reference and load client as a process of its own. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../../server/platform/embedded/index.ts';
import type { LoadMethods } from '../load/load.process.ts';
import type { Options } from '../options.ts';
import type { ReferenceMethods, ReferenceOrder } from '../reference/reference.process.ts';
import { cpuMsOf, cpuMsOfAll } from './cpu.ts';
import { type Product, type ProductOrder, startProduct } from './product.ts';
import { type Keep, type Kept, startWorker, type Worker } from './worker.ts';

export interface Reference {
  readonly worker: Worker<ReferenceMethods>;
  readonly url: string;
}

export interface Bench {
  readonly options: Options;
  readonly mongodPid: number;
  readonly valkeyPid: number;
  /** Where profiles are written. */
  readonly profiles: string;
  readonly say: (line: string) => void;
  product(order?: ProductOrder): Promise<Product>;
  reference(kind: ReferenceOrder['kind'], indexes?: ReferenceOrder['indexes']): Promise<Reference>;
  load(): Worker<LoadMethods>;
  /** With `--profile`: what this process does meanwhile is written down under that name. */
  watched<Value>(name: string, worker: Watched, work: () => Promise<Value>): Promise<Value>;
}

export type Watched = Pick<Worker<NonNullable<unknown>>, 'pid' | 'profiled'>;

export interface Stage {
  readonly bench: Bench;
  /**
   * What a row started ends with it, whether it came to its end or not. Answers which share of the machine others used
   * since the last time: where it is not near nothing, the figures are theirs as much as ours.
   */
  clear(): Promise<number>;
  close(): Promise<void>;
}

function ownMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

export async function openStage(options: Options, say: (line: string) => void): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'hearthline-bench-'));
  const databases = await startEmbedded({
    dataDir: join(folder, 'data'),
    want: { mongo: true, valkey: true },
  });
  const { mongodbUri, redisUrl, pids } = databases;
  if (mongodbUri === undefined || redisUrl === undefined) throw new Error('The databases did not start.');
  const profiles = join(folder, 'profiles');
  if (options.profile) await mkdir(profiles);
  const flags = ['--expose-gc'];
  let running: Kept[] = [];
  const keep: Keep = (worker) => {
    running.push(worker);
    return worker;
  };
  let profiled = 0;
  const named = () => `b_${randomBytes(4).toString('hex')}`;

  const bench: Bench = {
    ...{ options, profiles, say },
    mongodPid: pids.mongod ?? 0,
    valkeyPid: pids.valkey ?? 0,
    product: async (order = {}) =>
      startProduct({ mongodbUri, redisUrl, databaseName: named(), folder, flags, keep }, order),
    reference: async (kind, indexes = 'none') => {
      const file = new URL('../reference/reference.process.ts', import.meta.url);
      const worker = keep(startWorker<ReferenceMethods>(file, { flags }));
      const url = await worker.call('start', { kind, mongodbUri, databaseName: named(), indexes });
      return { worker, url };
    },
    watched: (name, worker, work) => {
      if (!options.profile) return work();
      profiled += 1;
      return worker.profiled(join(profiles, `${String(profiled).padStart(3, '0')}-${name}.cpuprofile`), work);
    },
    load: () => keep(startWorker<LoadMethods>(new URL('../load/load.process.ts', import.meta.url))),
  };
  const databasesUsed = () => cpuMsOf(pids.mongod ?? 0) + cpuMsOf(pids.valkey ?? 0) + ownMs();
  let since = { at: performance.now(), all: cpuMsOfAll(), databases: databasesUsed() };
  const clear = async (): Promise<number> => {
    const all = running.toReversed();
    running = [];
    const workers = all.reduce((sum, { usedMs }) => sum + usedMs(), 0);
    const now = { at: performance.now(), all: cpuMsOfAll(), databases: databasesUsed() };
    const others = now.all - since.all - (now.databases - since.databases) - workers;
    const share = Math.max(0, others) / ((now.at - since.at) * options.cores);
    for (const each of all) await each.stop();
    since = { at: performance.now(), all: cpuMsOfAll(), databases: databasesUsed() };
    return share;
  };
  return {
    bench,
    clear,
    close: async () => {
      await clear();
      await databases.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
