/** The child's end of a worker: answers its parent's calls by name, and leaves when the parent is gone or says so. */
export type Methods = Readonly<Record<string, (input: never) => Promise<unknown>>>;

export interface Call {
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: string };

/** `exit` lets a profile be written, which ending by a signal would not. */
export const LEAVE = 'leave';

export function serve(methods: Methods): void {
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
