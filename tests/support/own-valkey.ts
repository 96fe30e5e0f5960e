/** A Valkey of a test's own, to be killed, emptied, frozen and started again. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { valkeyProgram } from '../../server/platform/embedded/pinned.ts';
import { findProgram } from '../../server/platform/embedded/program.ts';
import { awaitAnswer } from '../../server/platform/embedded/readiness.ts';
import { type Killable, killable } from './killable.ts';

export interface OwnValkey extends Killable {
  readonly url: string;
  flush(): Promise<void>;
  close(): Promise<void>;
}

export async function startOwnValkey(dataDir: string): Promise<OwnValkey> {
  const program = await findProgram(valkeyProgram, { dataDir, env: process.env, say: () => undefined });
  await mkdir(join(dataDir, 'valkey'), { recursive: true });
  const args = [
    ...['--port', '0', '--unixsocket', '../valkey.sock', '--unixsocketperm', '700', '--dir', './valkey'],
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--maxmemory-policy', 'noeviction'],
  ];
  const child = killable({ name: 'valkey', program, args, dataDir });
  const url = join(dataDir, 'valkey.sock');
  const start = async (): Promise<void> => {
    await child.start();
    if (!(await awaitAnswer(url, () => !child.isRunning(), { say: 'PING\r\n', hear: '+PONG' })))
      throw new Error('Valkey ended while it was started: see its log.');
  };
  await start();
  return {
    ...child,
    url,
    start,
    flush: async () => {
      const redis = new Redis({ path: url });
      await redis.flushall();
      redis.disconnect();
    },
    close: () => child.kill(),
  };
}
