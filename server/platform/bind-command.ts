/**
 * The only place that listens for commands. Each is parsed, permitted, limited, run and acknowledged exactly once; what
 * is thrown becomes `internal` with a reference. A command without an acknowledgement function is not run.
 */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { Action } from '../../shared/domain/permissions.ts';
import type { CommandSpec, CommandTable, InputOf, LimitKind, OutputOf } from '../../shared/protocol/define.ts';
import { type ErrorCode, type ErrorDetails, type Reply, wireError } from '../../shared/protocol/errors.ts';
import type { Result } from '../../shared/result.ts';
import { isBehind } from './backlog.ts';
import { describeError, type Logger } from './logger.ts';
import { isOutage } from './outage.ts';
import { type BucketRule, fullBucket, take } from './token-bucket.ts';

export type Handlers<T extends CommandTable, Caller> = {
  readonly [K in keyof T]: (input: InputOf<T, K>, caller: Caller) => Promise<Result<OutputOf<T, K>>>;
};

export interface BindOptions<T extends CommandTable, Caller> {
  readonly table: T;
  readonly handlers: Handlers<T, Caller>;
  /** Who calls, decided again at each event (A1): a dead session or token is `unauthenticated`. */
  readonly callerOf: () => Promise<Result<Caller>>;
  readonly permit: (action: Action, caller: Caller) => Result<null>;
  /** Null, or how long to wait. */
  readonly limit: (kind: LimitKind) => number | null;
  readonly logger: Logger;
  /** Ends the connection at once. */
  readonly cut: () => void;
  /** Parses what is sent as well; in tests and development only. */
  readonly checkOutput: boolean;
}

type Acknowledge = (reply: Reply<unknown>) => void;

/** Commands of one connection that may run at once: each waits for something, and each costs memory. */
const RUNNING_AT_MOST = 1_000;
/** Haste is refused so often; whoever goes on without waiting is no client of ours, and is cut. */
const PATIENCE: BucketRule = { capacity: 500, perSecond: 20 };

export function bindCommands<T extends CommandTable, Caller>(socket: Socket, options: BindOptions<T, Caller>): void {
  let running = 0;
  let patience = fullBucket(PATIENCE, performance.now());
  /** False when the connection was ended instead. */
  const bear = (): boolean => {
    const { bucket, retryAfterMs } = take(PATIENCE, patience, performance.now());
    patience = bucket;
    if (retryAfterMs === null) return true;
    options.cut();
    return false;
  };
  socket.onAny((name: string, ...args: unknown[]) => {
    if (isBehind(socket.conn)) return options.cut();
    const acknowledge = acknowledgementOf(args);
    if (!acknowledge) {
      // It cannot be told to wait: what comes too fast is dropped.
      if (options.limit('other') !== null) return void bear();
      socket.emit(
        'protocol:error',
        wireError('bad_request', { reason: 'a command needs an acknowledgement function' }),
      );
      return;
    }
    if (running >= RUNNING_AT_MOST) {
      if (bear()) acknowledge(refuse('rate_limited', { retryAfterMs: 1_000 }));
      return;
    }
    running += 1;
    void run(options, name, args)
      .catch((error: unknown) => internal(options.logger, name, error))
      .then((reply) => {
        running -= 1;
        if (reply.ok || reply.error.code !== 'rate_limited' || bear()) acknowledge(reply);
      });
  });
}

async function run<T extends CommandTable, Caller>(
  options: BindOptions<T, Caller>,
  name: string,
  args: readonly unknown[],
): Promise<Reply<unknown>> {
  const spec: CommandSpec | undefined = Object.hasOwn(options.table, name) ? options.table[name] : undefined;
  if (!spec) return refuse('bad_request', { issues: [{ path: '', message: 'There is no such command.' }] });
  const retryAfterMs = options.limit(spec.limit);
  if (retryAfterMs !== null) return refuse('rate_limited', { retryAfterMs });
  const caller = await options.callerOf();
  if (!caller.ok) return refuse(caller.error.code, caller.error.details);
  const permitted = options.permit(spec.allow, caller.value);
  if (!permitted.ok) return refuse(permitted.error.code, permitted.error.details);
  if (args.length > 2) return refuse('bad_request', { issues: [{ path: '', message: 'Send one payload.' }] });
  const parsed = parse(spec.input, args.length === 1 ? undefined : args[0]);
  if (!parsed.ok) return parsed;
  const handler = options.handlers[name as keyof T] as (input: unknown, caller: Caller) => Promise<Result<unknown>>;
  const outcome = await handler(parsed.value, caller.value);
  if (!outcome.ok) return refuse(outcome.error.code, outcome.error.details);
  if (options.checkOutput) spec.output.parse(outcome.value);
  return { ok: true, value: outcome.value };
}

/** The arguments are one payload and the acknowledgement; anything else is malformed. */
function acknowledgementOf(args: readonly unknown[]): Acknowledge | null {
  const last = args.at(-1);
  if (typeof last !== 'function') return null;
  let done = false;
  return (reply) => {
    if (done) return;
    done = true;
    last(reply);
  };
}

export function parse<S extends z.ZodType>(schema: S, input: unknown): Reply<z.infer<S>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const { issues } = parsed.error;
  if (issues.some((issue) => issue.code === 'custom' && issue.params?.fault === 'too_large'))
    return refuse('too_large');
  return refuse('bad_request', { issues: issues.slice(0, 20).map(describeIssue) });
}

/** Paths and our own sentences only: zod quotes no value in these, and no victim's words may come back in an error. */
function describeIssue(issue: z.core.$ZodIssue): { path: string; message: string } {
  return { path: issue.path.join('.'), message: issue.message };
}

function refuse(
  code: ErrorCode,
  details?: ErrorDetails,
): { readonly ok: false; readonly error: ReturnType<typeof wireError> } {
  return { ok: false, error: wireError(code, details) };
}

function internal(logger: Logger, command: string, error: unknown): Reply<never> {
  if (isOutage(error)) return refuse('unavailable');
  const reference = randomUUID();
  logger.error({ command: command.slice(0, 40), reference, ...describeError(error) }, 'a command failed');
  return refuse('internal', { reference });
}
