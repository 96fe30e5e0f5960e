/**
 * Databases for one machine: a pinned MongoDB and Valkey as children of this process, on Unix sockets in DATA_DIR.
 * Ready in about half a second; nothing to install, no ports, no passwords.
 */
import type { DatabaseChild } from './child.ts';
import { prepareDataDir } from './data-dir.ts';
import { startMongod } from './mongod.ts';
import { stopOrphans } from './orphans.ts';
import { mongodProgram, valkeyProgram } from './pinned.ts';
import { findProgram } from './program.ts';
import { startValkey } from './valkey.ts';

export { prepareDataDir } from './data-dir.ts';
export { forgetEverything } from './forget.ts';
export { lockDataDir } from './lock.ts';

export type EmbeddedOrder = Readonly<{
  /** Its owner must hold the lock of it (`lockDataDir`), or know that nobody else uses it. */
  dataDir: string;
  want: Readonly<{ mongo: boolean; valkey: boolean }>;
  /** Little space on disk, for throw-away data. */
  small?: boolean;
  say?: (line: string) => void;
  /** Called once, with a sentence, when a database ends that nobody asked to end. */
  onDeath?: (sentence: string) => void;
  env?: NodeJS.ProcessEnv;
}>;

export type Embedded = Readonly<{
  mongodbUri?: string;
  redisUrl?: string;
  pids: Readonly<{ mongod?: number; valkey?: number }>;
  /** Valkey first, then MongoDB, which has the truth. Called again, it waits for the same end. */
  stop(): Promise<void>;
}>;

export async function startEmbedded(order: EmbeddedOrder): Promise<Embedded> {
  const { want, small = false, say = () => undefined, env = process.env } = order;
  const dataDir = await prepareDataDir(order.dataDir, small ? 100 : 500);
  const where = { dataDir: dataDir.path, env, say };
  const [mongodPath, valkeyPath] = await allOrFirstFailure([
    want.mongo ? findProgram(mongodProgram, where) : undefined,
    want.valkey ? findProgram(valkeyProgram, where) : undefined,
  ]);
  await stopOrphans(dataDir.path);
  const starting = [
    mongodPath === undefined ? undefined : startMongod(mongodPath, dataDir, small),
    valkeyPath === undefined ? undefined : startValkey(valkeyPath, dataDir),
  ] as const;
  const outcomes = await Promise.allSettled(starting);
  const running = outcomes.flatMap((outcome) =>
    outcome.status === 'fulfilled' && outcome.value ? [outcome.value.child] : [],
  );
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) {
    await Promise.all(running.map((child) => child.stop()));
    throw failure.reason;
  }
  const [mongod, valkey] = await Promise.all(starting);
  let stopping: Promise<void> | undefined;
  watch(
    [
      ['MongoDB', mongod?.child],
      ['Valkey', valkey?.child],
    ],
    () => stopping !== undefined,
    order.onDeath,
  );
  return {
    ...(mongod === undefined ? {} : { mongodbUri: mongod.uri }),
    ...(valkey === undefined ? {} : { redisUrl: valkey.url }),
    pids: {
      ...(mongod === undefined ? {} : { mongod: mongod.child.pid }),
      ...(valkey === undefined ? {} : { valkey: valkey.child.pid }),
    },
    stop: () => {
      stopping ??= stopInOrder([valkey?.child, mongod?.child]);
      return stopping;
    },
  };
}

async function stopInOrder(children: readonly (DatabaseChild | undefined)[]): Promise<void> {
  for (const child of children) await child?.stop();
}

function watch(
  children: readonly (readonly [string, DatabaseChild | undefined])[],
  isStopping: () => boolean,
  onDeath: ((sentence: string) => void) | undefined,
): void {
  let told = false;
  for (const [product, child] of children) {
    void child?.ended.then(() => {
      if (isStopping() || told) return;
      told = true;
      onDeath?.(`${product} ended by itself: see its log in DATA_DIR, then start again.`);
    });
  }
}

/** Waits for all before it fails, or a download that still runs would leave its folder behind. */
async function allOrFirstFailure<A, B>(both: readonly [A, B]): Promise<[Awaited<A>, Awaited<B>]> {
  await Promise.allSettled(both);
  return Promise.all(both);
}
