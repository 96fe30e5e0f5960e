/** Starts the embedded MongoDB on a Unix socket in DATA_DIR: no port, no password, nobody else's folder. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatabaseChild, startChild } from './child.ts';
import type { DataDir } from './data-dir.ts';
import { mongodProgram } from './pinned.ts';
import { awaitAnswer, problemOf } from './readiness.ts';
import { awaitPrimary } from './replica-set.store.ts';

/** Recovery after a crash reads the journal first; far more than was ever measured. */
const patienceMs = 90_000;

export async function startMongod(
  program: string,
  dataDir: DataDir,
  small: boolean,
): Promise<{ child: DatabaseChild; uri: string }> {
  await mkdir(join(dataDir.path, 'mongo'), { recursive: true, mode: 0o700 });
  const child = await startChild({ name: 'mongod', program, args: argumentsOf(small), dataDir: dataDir.path });
  const socket = join(dataDir.short, 'mongod.sock');
  const uri = `mongodb://${encodeURIComponent(socket)}/?directConnection=true`;
  const deadline = Date.now() + patienceMs;
  const givenUp = () => child.hasEnded() || Date.now() > deadline;
  try {
    if ((await awaitAnswer(socket, givenUp)) && (await awaitPrimary(uri, givenUp))) return { child, uri };
    throw await problemOf(mongodProgram, child, dataDir.path);
  } catch (error) {
    const problem = child.hasEnded() ? await problemOf(mongodProgram, child, dataDir.path) : error;
    await child.stop();
    throw problem;
  }
}

/** For throw-away data: 11 MB on disk instead of 302, and files nobody used for half a minute are closed. */
const smallEngine =
  'log=(file_max=10MB,prealloc=false),file_manager=(close_idle_time=30,close_scan_interval=5,close_handle_minimum=500)';

function argumentsOf(small: boolean): string[] {
  const parameters = [
    // A node killed inside a transaction holds its place in a conversation's log for this long (design, section 5).
    'transactionLifetimeLimitSeconds=3',
    // A backup reads as of its beginning. Dropped collections are held open for as long, and each test drops hundreds.
    `minSnapshotHistoryWindowInSeconds=${small ? 60 : 3600}`,
    'diagnosticDataCollectionEnabled=false',
  ];
  return [
    ...['--dbpath', './mongo', '--bind_ip', './mongod.sock', '--nounixsocket', '--replSet', 'embedded'],
    // Lines about slow queries would hold the values of fields in clear.
    ...['--slowms', '2147483647', '--quiet'],
    ...['--wiredTigerCacheSizeGB', '0.5', '--oplogSize', '1024'],
    ...parameters.flatMap((parameter) => ['--setParameter', parameter]),
    ...(small ? ['--wiredTigerEngineConfigString', smallEngine] : []),
  ];
}
