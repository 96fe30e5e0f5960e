/** A process of its own that the runner calls by name: a node, a reference, a load client. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuMsOf } from './cpu.ts';
import { type Answer, LEAVE, type Methods, type Profiling } from './serve.ts';

type Input<M, K extends keyof M> = M[K] extends (input: infer I) => unknown ? I : never;
type Output<M, K extends keyof M> = M[K] extends (input: never) => Promise<infer O> ? O : never;

export interface Worker<M> {
  readonly pid: number;
  call<K extends keyof M & string>(method: K, input: Input<M, K>): Promise<Output<M, K>>;
  /** Runs work while the other process writes a profile of itself. */
  profiled<Value>(path: string, work: () => Promise<Value>): Promise<Value>;
  /** The processor time that it has used so far, or had when it ended. */
  usedMs(): number;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** What the stage needs to know of a worker of any kind. */
export type Kept = Pick<Worker<NonNullable<unknown>>, 'stop' | 'usedMs'>;

export type Keep = <Thing extends Kept>(worker: Thing) => Thing;

export interface WorkerOptions {
  /** Flags for Node, such as those of the profiler. */
  readonly flags?: readonly string[];
}

type Called<K extends keyof Profiling> = Awaited<ReturnType<Profiling[K]>>;

const PATIENCE_MS = 8_000;

export function startWorker<M extends Methods>(file: URL, { flags = [] }: WorkerOptions = {}): Worker<M> {
  const child = fork(fileURLToPath(file), [], {
    execArgv: ['--import', 'tsx', ...flags],
    serialization: 'advanced',
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let [calls, used] = [0, 0];
  child.on('message', (answer: Answer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('failure' in answer) call?.reject(new Error(answer.failure));
    else call?.resolve(answer.value);
  });
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${file.pathname.split('/').at(-1)} ended by itself.`));
  });
  const call = <Value>(method: string, input: unknown): Promise<Value> =>
    new Promise((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve: resolve as (value: unknown) => void, reject });
      child.send({ id: calls, method, input });
    });
  return {
    pid: child.pid ?? 0,
    call,
    profiled: async (path, work) => {
      await call<Called<'profile:start'>>('profile:start', null);
      const value = await work();
      await call<Called<'profile:stop'>>('profile:stop', path);
      return value;
    },
    usedMs: () => {
      if (isRunning(child)) used = cpuMsOf(child.pid ?? 0);
      return used;
    },
    stop: async () => {
      if (isRunning(child)) child.send({ id: 0, method: LEAVE, input: null }, () => undefined);
      const limit = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await ended;
      clearTimeout(limit);
    },
    kill: async () => {
      if (isRunning(child)) used = cpuMsOf(child.pid ?? 0);
      if (isRunning(child)) child.kill('SIGKILL');
      await ended;
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
