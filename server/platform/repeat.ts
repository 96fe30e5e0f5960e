/** Work that repeats: never twice at once, and what it throws is logged, not fatal. */
import { describeError, type Logger } from './logger.ts';

export interface Repeating {
  /** Runs soon, once, however often it is asked for meanwhile. */
  soon(): void;
  stop(): Promise<void>;
}

export interface RepeatOptions {
  readonly name: string;
  readonly everyMs: number | (() => number);
  /** At least this long between two runs that were asked for. */
  readonly gapMs?: number | (() => number);
  readonly logger: Logger;
}

export function repeat({ name, everyMs, gapMs: gap = 0, logger }: RepeatOptions, work: () => Promise<void>): Repeating {
  const gapMs = () => inMs(gap);
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let lastRun = Number.NEGATIVE_INFINITY;

  function schedule(afterMs: number): void {
    if (stopped) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(run, afterMs);
  }

  function run(): void {
    if (stopped || running !== null) return;
    wanted = false;
    lastRun = performance.now();
    running = work()
      .catch((error: unknown) => logger.warn({ work: name, ...describeError(error) }, 'repeated work failed'))
      .finally(() => {
        running = null;
        schedule(wanted ? gapMs() : inMs(everyMs));
      });
  }

  schedule(0);
  return {
    soon: () => {
      wanted = true;
      if (!running) schedule(Math.max(0, lastRun + gapMs() - performance.now()));
    },
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}

function inMs(duration: number | (() => number)): number {
  return typeof duration === 'function' ? duration() : duration;
}
