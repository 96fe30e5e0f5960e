/**
 * Looks now and then whether what is stored of the queue agrees, and puts right what it saw twice in a row: once may have
 * been a change under way. Each is counted by cause, since each is a fault to look for. One node does it at a time.
 */
import type { Lease } from '../platform/lease.store.ts';
import { describeError } from '../platform/logger.ts';
import { putRight, type ReconcileDeps } from './put-right.ts';
import { type Drift, findDrift, nameOf } from './reconcile.ts';

export interface Reconciler {
  round(): Promise<void>;
}

export function createReconciler(
  deps: ReconcileDeps,
  lease: Lease,
  knownNodes: () => Promise<ReadonlySet<string>>,
): Reconciler {
  let seenBefore: ReadonlySet<string> = new Set();

  async function mend(drift: Drift): Promise<void> {
    try {
      if (!(await putRight(deps, drift))) return;
      deps.measures.reconciled(drift.cause);
      deps.logger.warn({ ...drift }, 'put right what did not agree');
    } catch (error) {
      // The others are put right all the same, and this one is tried again.
      deps.logger.warn({ ...drift, ...describeError(error) }, 'what does not agree could not be put right');
    }
  }

  return {
    round: async () => {
      if ((await lease.hold(deps.clock.now())) === null) {
        seenBefore = new Set();
        return;
      }
      const [stored, nodes] = await Promise.all([deps.picture.whole(), knownNodes()]);
      const found = findDrift({ ...stored, nodes: new Set([...nodes, deps.nodeId]), now: deps.clock.now() });
      const again = found.filter((drift) => seenBefore.has(nameOf(drift)));
      for (const drift of again) await mend(drift);
      if (again.length > 0) deps.queue.changed(null);
      seenBefore = new Set(found.map(nameOf));
    },
  };
}
