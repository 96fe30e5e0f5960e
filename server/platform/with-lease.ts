/** Work that one node does at a time: waits for the lease, keeps it while the work runs, and gives it back. */
import { randomUUID } from 'node:crypto';
import { createLease } from './lease.store.ts';
import type { Database } from './mongo.ts';

const LIFE_MS = 10_000;
const ASK_AGAIN_MS = 50;
const PATIENCE_MS = 5 * 60_000;

export async function withLease<T>(database: Database, name: string, work: () => Promise<T>): Promise<T> {
  // Two runners in one process are two owners.
  const lease = createLease(database, name, randomUUID(), LIFE_MS);
  const deadline = Date.now() + PATIENCE_MS;
  while ((await lease.hold(Date.now())) === null) {
    if (Date.now() > deadline) throw new Error(`Another node has been busy with ${name} for too long. Look there.`);
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  const renewal = setInterval(() => void lease.hold(Date.now()).catch(() => null), LIFE_MS / 4);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await lease.release();
  }
}
