/**
 * Jobs through BullMQ: they carry an id and nothing else, since Redis keeps them in clear (P1), and they may be lost, since
 * the truth is elsewhere (Q4). A job that fails is gone; what it was for is found again by a sweep.
 */
import { Queue, Worker } from 'bullmq';
import { describeError, type Logger } from './logger.ts';
import { connectRedis } from './redis.ts';

export interface Job {
  readonly id: string;
  /** Distinguishes this order from an earlier one for the same id, which may still be known. */
  readonly order: string;
  readonly afterMs: number;
}

export interface Jobs {
  /** Never waits for Redis: while it is away, nothing is added. */
  add(job: Job): void;
  ready(): boolean;
  close(): Promise<void>;
}

export interface JobsOptions {
  readonly name: string;
  readonly redisUrl: string;
  readonly prefix: string;
  readonly logger: Logger;
  readonly concurrency: number;
  readonly run: (id: string) => Promise<void>;
}

const CLOSE_WITHIN_MS = 12_000;
const CLOSE_WITHOUT_REDIS_MS = 200;

export function createJobs({ name, redisUrl, prefix, logger, concurrency, run }: JobsOptions): Jobs {
  const adding = connectRedis({ url: redisUrl, logger, forJobs: true });
  const taking = connectRedis({ url: redisUrl, logger, forJobs: true });
  const shared = { prefix: `${prefix}jobs` };
  const queue = new Queue<{ id: string }>(name, {
    ...shared,
    connection: adding,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  const worker = new Worker<{ id: string }>(name, ({ data }) => run(data.id), {
    ...shared,
    connection: taking,
    concurrency,
  });
  // Redis being away is said once, by its connection; these would repeat it for every command.
  queue.on('error', () => undefined);
  worker.on('error', () => undefined);
  worker.on('failed', (job, error) => {
    logger.warn({ job: name, id: job?.data.id ?? null, ...describeError(error) }, 'a job failed');
  });

  return {
    add: ({ id, order, afterMs }) => {
      if (adding.status !== 'ready') return;
      // A colon has a meaning of its own in BullMQ's keys.
      const jobId = `${id}.${order}`.replaceAll(':', '.');
      queue.add(name, { id }, { jobId, delay: afterMs }).catch(() => undefined);
    },
    ready: () => adding.status === 'ready' && taking.status === 'ready',
    close: async () => {
      // Closing waits for running jobs without a limit of its own, and while Redis is away it would wait for ever.
      const away = adding.status !== 'ready' || taking.status !== 'ready';
      const limit = pauseOf(away ? CLOSE_WITHOUT_REDIS_MS : CLOSE_WITHIN_MS);
      const closed = Promise.all([worker.close(away), queue.close()]).catch(() => undefined);
      await Promise.race([closed, limit]);
      adding.disconnect();
      taking.disconnect();
    },
  };
}

function pauseOf(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
