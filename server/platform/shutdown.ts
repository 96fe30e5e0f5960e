/**
 * Ends what was begun, last begun first, once. However it is asked to end (a signal, a second signal, a dead database),
 * there is one ending, and it is over within its limit.
 */
export type Shutdown = Readonly<{
  /** Registers what must be undone at the end. */
  onEnd(name: string, step: () => Promise<void>): void;
  isEnding(): boolean;
  /** Begins to end, or joins the ending that has begun; the first exit code stands, unless a later one says failure. */
  end(exitCode: number): Promise<void>;
}>;

export type ShutdownOptions = Readonly<{
  limitMs: number;
  leave: (exitCode: number) => void;
  /** A step that fails never keeps the others from being done. */
  onFailure: (name: string, error: unknown) => void;
}>;

export function createShutdown({ limitMs, leave, onFailure }: ShutdownOptions): Shutdown {
  const steps: { name: string; step: () => Promise<void> }[] = [];
  let ending: Promise<void> | undefined;
  let code = 0;

  async function undo(): Promise<void> {
    for (let next = steps.pop(); next !== undefined; next = steps.pop()) {
      await next.step().catch((error: unknown) => onFailure(next.name, error));
    }
  }

  async function endOnce(): Promise<void> {
    const limit = setTimeout(() => leave(1), limitMs);
    // The task that asked may just be registering a step: let it finish.
    await Promise.resolve();
    await undo();
    clearTimeout(limit);
    leave(code);
  }

  return {
    onEnd: (name, step) => {
      steps.push({ name, step });
    },
    isEnding: () => ending !== undefined,
    end: (exitCode) => {
      if (code === 0) code = exitCode;
      ending ??= endOnce();
      return ending;
    },
  };
}
