/** What is measured of the log: how lines are committed, how soon they are delivered, what had to be read again. */
import type { Metrics } from '../platform/metrics.ts';
import type { Outcome } from './entries.store.ts';

export interface LogMeasures {
  batch(outcomes: readonly Outcome[], ms: number): void;
  /** From the entry's time to the sockets here; across nodes it holds as far as their clocks agree. */
  delivered(ms: number, origin: 'here' | 'elsewhere'): void;
  /** Entries read again because a signal was late, lost or ahead. */
  caughtUp(entries: number): void;
  /** A line or a state change met another at the same place in the log, or one whose outcome is unknown. */
  settled(why: 'duplicate' | 'unknown' | 'refused'): void;
}

/** One object each: this runs for every entry. */
const ORIGINS = { here: { origin: 'here' }, elsewhere: { origin: 'elsewhere' } } as const;

export function createLogMeasures(metrics: Metrics): LogMeasures {
  const size = metrics.sizes({
    name: 'log_batch_entries',
    help: 'Entries of a batch.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
  });
  const time = metrics.timing({ name: 'log_batch_seconds', help: 'From sending a batch to its majority commit.' });
  const entries = metrics.counter({ name: 'log_entries_total', help: 'Entries by outcome.', labels: ['outcome'] });
  const delivery = metrics.timing({
    name: 'log_delivery_seconds',
    help: 'From the time of an entry to the sockets of this node.',
    labels: ['origin'],
  });
  const caughtUp = metrics.counter({
    name: 'log_catch_ups_total',
    help: 'Reads of entries that no signal had brought in order.',
  });
  const settled = metrics.counter({
    name: 'log_settled_total',
    help: 'Lines that were settled by reading, by why.',
    labels: ['why'],
  });
  return {
    batch: (outcomes, ms) => {
      size(outcomes.length);
      time(ms);
      const counts = { stored: 0, duplicate: 0, unknown: 0 };
      for (const outcome of outcomes) counts[outcome] += 1;
      for (const outcome of ['stored', 'duplicate', 'unknown'] as const)
        if (counts[outcome] > 0) entries({ outcome }, counts[outcome]);
    },
    delivered: (ms, origin) => delivery(Math.max(0, ms), ORIGINS[origin]),
    caughtUp: (count) => {
      if (count > 0) caughtUp();
    },
    settled: (why) => settled({ why }),
  };
}
