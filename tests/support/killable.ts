/** A database that a test kills, freezes and starts again on the same data; the kernel ends it when the test dies. */
import { type DatabaseChild, startChild } from '../../server/platform/embedded/child.ts';

export interface Killable {
  /** The process that runs now; what was killed has none until it is started again. */
  pid(): number | null;
  isRunning(): boolean;
  start(): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: its connections stay open and nothing is answered. */
  freeze(): void;
  thaw(): void;
}

export interface KillableOptions {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly dataDir: string;
}

const LOOK_EVERY_MS = 5;

export function killable(options: KillableOptions): Killable {
  let child: DatabaseChild | null = null;
  const signal = (name: NodeJS.Signals): void => {
    if (child && !child.hasEnded()) process.kill(child.pid, name);
  };
  return {
    pid: () => (child && !child.hasEnded() ? child.pid : null),
    isRunning: () => child !== null && !child.hasEnded(),
    start: async () => {
      if (child === null || child.hasEnded()) child = await startChild(options);
    },
    kill: async () => {
      signal('SIGKILL');
      // The child does not keep this process alive, and neither would waiting for it.
      while (child && !child.hasEnded()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  };
}
