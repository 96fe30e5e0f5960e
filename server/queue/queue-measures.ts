/** What is measured of the queue: how many wait and how long, what became of offers, where claims met. */
import { PRIORITIES } from '../../shared/protocol/conversation.ts';
import type { Metrics } from '../platform/metrics.ts';

export interface QueueMeasures {
  offer(result: 'made' | 'accepted' | 'declined' | 'expired' | 'withdrawn'): void;
  /** Somebody else was quicker, or the place was gone: nothing is wrong, it only says how often. */
  claimConflict(cause: string): void;
  /** What the reconciler put right. */
  reconciled(cause: string): void;
  round(ms: number): void;
}

export interface WaitingBand {
  readonly priority: string;
  readonly waiting: number;
  readonly oldestMs: number;
}

/** `waiting` is read when somebody looks: of the whole service, the same on every node. */
export function createQueueMeasures(metrics: Metrics, waiting: () => Promise<readonly WaitingBand[]>): QueueMeasures {
  const offers = metrics.counter({ name: 'offers_total', help: 'Offers by result.', labels: ['result'] });
  const conflicts = metrics.counter({
    name: 'claim_conflicts_total',
    help: 'Claims that met another, by cause.',
    labels: ['cause'],
  });
  const reconciled = metrics.counter({
    name: 'reconciled_total',
    help: 'What the reconciler put right, by cause. Anything above zero is a fault to look for.',
    labels: ['cause'],
  });
  const round = metrics.timing({ name: 'matching_round_seconds', help: 'A round of the matcher.' });
  const bands = everyBand(waiting);
  metrics.gauge({ name: 'queue_depth', help: 'Who waits, by band.', labels: ['band'] }, async () =>
    (await bands()).map(({ priority, waiting: value }) => ({ labels: { band: priority }, value })),
  );
  metrics.gauge(
    { name: 'queue_oldest_wait_seconds', help: 'The longest wait of now, by band.', labels: ['band'] },
    async () =>
      (await bands()).map(({ priority, oldestMs }) => ({ labels: { band: priority }, value: oldestMs / 1e3 })),
  );
  return {
    offer: (result) => offers({ result }),
    claimConflict: (cause) => conflicts({ cause }),
    reconciled: (cause) => reconciled({ cause }),
    round,
  };
}

/** A band in which nobody waits is told as zero, so that a graph shows it; two gauges of one look share one reading. */
function everyBand(read: () => Promise<readonly WaitingBand[]>): () => Promise<readonly WaitingBand[]> {
  let reading: Promise<readonly WaitingBand[]> | null = null;
  return () => {
    reading ??= read()
      .then((found) =>
        PRIORITIES.map(
          (priority) => found.find((each) => each.priority === priority) ?? { priority, waiting: 0, oldestMs: 0 },
        ),
      )
      .finally(() => {
        reading = null;
      });
    return reading;
  };
}
