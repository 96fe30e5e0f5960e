/** Files in DATA_DIR by which tools find a running server and its demonstration accounts; only their owner may read them. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoAccount } from '../identity/index.ts';
import type { DemoSender } from '../inbound/index.ts';

export type RunFile = Readonly<{
  pid: number;
  url: string;
  mongodbUri: string;
  redisUrl: string;
  masterKeysFile: string;
}>;

export const runFileIn = (dataDir: string): string => join(dataDir, 'run.json');
export const accountsFileIn = (dataDir: string): string => join(dataDir, 'demo-accounts.json');
export const senderFileIn = (dataDir: string): string => join(dataDir, 'demo-sender.json');

export const writeRunFile = (dataDir: string, run: RunFile): Promise<void> => write(runFileIn(dataDir), run);
export const writeAccounts = (dataDir: string, accounts: readonly DemoAccount[]): Promise<void> =>
  write(accountsFileIn(dataDir), accounts);
export const writeSender = (dataDir: string, sender: DemoSender): Promise<void> => write(senderFileIn(dataDir), sender);

// Whole or not at all: a reader never meets half a file.
async function write(path: string, content: unknown): Promise<void> {
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, path);
}
