/** Begins again: removes the embedded databases and the files that speak of them, after what may still use them ended. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stopOrphans } from './orphans.ts';

const belongings = ['mongo', 'valkey', 'run.json', 'demo-accounts.json'];

export async function forgetEverything(dataDir: string): Promise<void> {
  await stopOrphans(dataDir);
  for (const name of belongings) await rm(join(dataDir, name), { recursive: true, force: true });
}
