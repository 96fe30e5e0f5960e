/**
 * One node as a process of its own: the real composition, which ends itself with SIGKILL at a named step of a write when
 * its parent says so. Settings come from the environment, as they do in production; the address goes back over IPC.
 */
import { createApp } from '../../server/app.ts';
import { readConfig, withDatabases } from '../../server/config.ts';
import type { Step } from '../../server/platform/steps.ts';
import type { TestAccount } from '../support/start-server.ts';

/** Ends the node when it has passed this step so many times. */
export interface KillOrder {
  readonly killAt: Step;
  readonly afterHits: number;
  /** Counts only once this earlier step was passed, so that nothing but a change of its own begins it. */
  readonly onceAt?: Step;
}

/** The answer to an order: from now on it counts. */
export interface Armed {
  readonly armed: true;
}

export interface NodeReady {
  readonly url: string;
  readonly nodeId: string;
  /** Where this node made the demonstration's accounts: the first on a database. */
  readonly accounts: readonly TestAccount[];
}

/** The command leaves in the same turn; a moment later it is on its way, being written, or done. */
const DURING_AT_MOST_MS = 3;

let order: KillOrder | null = null;
let hits = 0;
let begun = false;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function steps(step: Step): void {
  if (order?.onceAt === step) begun = true;
  if (order?.killAt !== step || !begun) return;
  hits += 1;
  if (hits <= order.afterHits) return;
  order = null;
  if (step === 'insert:during') setTimeout(die, Math.random() * DURING_AT_MOST_MS);
  else die();
}

process.on('message', (message: KillOrder) => {
  order = message;
  hits = 0;
  begun = message.onceAt === undefined;
  process.send?.({ armed: true } satisfies Armed);
});
// Its parent is gone.
process.on('disconnect', die);

const read = readConfig(process.env);
if (!read.ok) throw new Error(read.problems.join(' '));
const config = withDatabases(read.value, {});
const app = await createApp(config, { steps });
const accounts = (await app.demoAccounts(() => Promise.resolve())) ?? [];
await new Promise<void>((resolve) => app.server.listen(config.port, config.host, () => resolve()));
app.ready();
const ready: NodeReady = { url: config.publicOrigin, nodeId: app.nodeId, accounts };
process.send?.(ready);
