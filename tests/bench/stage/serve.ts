/** The child's end of a worker: answers its parent's calls by name, and leaves when the parent is gone or says so. */
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';

export type Methods = Readonly<Record<string, (input: never) => Promise<unknown>>>;

export interface Call {
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: string };

export const LEAVE = 'leave';

/**
 * Profiles of the processor time of what is measured alone: `--cpu-prof` would count the start, and the hundreds of
 * conversations that are begun before the first line is sent.
 */
const profiling = {
  'profile:start': async (): Promise<null> => {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    return null;
  },
  'profile:stop': async (path: string): Promise<null> => {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    await writeFile(path, JSON.stringify(profile));
    return null;
  },
};

const session = new Session();

export type Profiling = typeof profiling;

export function serve(own: Methods): void {
  const methods: Methods = { ...own, ...profiling };
  process.on('disconnect', () => process.exit(0));
  process.on('message', ({ id, method, input }: Call) => {
    if (method === LEAVE) process.exit(0);
    const run = methods[method] as ((input: unknown) => Promise<unknown>) | undefined;
    const outcome = run ? run(input) : Promise.reject(new Error(`There is no ${method} here.`));
    outcome.then(
      (value) => process.send?.({ id, value } satisfies Answer),
      (error: unknown) =>
        process.send?.({
          id,
          failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
        } satisfies Answer),
    );
  });
}
