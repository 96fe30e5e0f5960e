/** Starts the embedded Valkey on a Unix socket in DATA_DIR. It may be lost at any time; the file spares jobs a new start. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatabaseChild, startChild } from './child.ts';
import type { DataDir } from './data-dir.ts';
import { valkeyProgram } from './pinned.ts';
import { awaitAnswer, problemOf } from './readiness.ts';

const patienceMs = 60_000;

// Valkey goes into its folder before it opens anything else: hence the paths that begin above it.
const valkeyArguments = [
  ...['--port', '0', '--unixsocket', '../valkey.sock', '--unixsocketperm', '700'],
  ...['--dir', './valkey', '--pidfile', '../valkey.pid'],
  ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
  ...['--maxmemory', '256mb', '--maxmemory-policy', 'noeviction'],
];

export async function startValkey(program: string, dataDir: DataDir): Promise<{ child: DatabaseChild; url: string }> {
  await mkdir(join(dataDir.path, 'valkey'), { recursive: true, mode: 0o700 });
  const child = await startChild({ name: 'valkey', program, args: valkeyArguments, dataDir: dataDir.path });
  const socket = join(dataDir.short, 'valkey.sock');
  const deadline = Date.now() + patienceMs;
  const givenUp = () => child.hasEnded() || Date.now() > deadline;
  // While it reads its file it answers -LOADING.
  if (await awaitAnswer(socket, givenUp, { say: 'PING\r\n', hear: '+PONG' })) return { child, url: socket };
  const problem = await problemOf(valkeyProgram, child, dataDir.path);
  await child.stop();
  throw problem;
}
