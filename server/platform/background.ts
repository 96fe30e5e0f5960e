/** Work that nobody waits for: what it throws is logged, and a stopping node can wait until it is done. */
import { describeError, type Logger } from './logger.ts';

export interface Background {
  run(work: Promise<unknown>, whatFailed: string): void;
  idle(): Promise<void>;
}

export function createBackground(logger: Logger): Background {
  const running = new Set<Promise<void>>();
  return {
    run: (work, whatFailed) => {
      const tracked: Promise<void> = work
        .then(
          () => undefined,
          (error: unknown) => logger.warn(describeError(error), whatFailed),
        )
        .finally(() => running.delete(tracked));
      running.add(tracked);
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
