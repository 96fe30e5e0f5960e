/** Logs say what happened and to which id, never what anybody wrote: callers pass ids, codes and counts only. */
import { pino } from 'pino';

export interface Logger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(message: string): void;
}

export function createLogger(
  level: string,
  nodeId: string,
  destination: NodeJS.WritableStream = process.stderr,
): Logger {
  return pino({ level, base: { node: nodeId }, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

/** A line that V8 writes itself: it ends with a place in a file, or says that there is none. */
const FRAME = /^ {4}at .*(:\d+:\d+\)?|<anonymous>\)?|native\)?)$/;

/** What may be said of an error in a log: its name, code and where it arose; never its message, which may quote a value. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? error.code : undefined;
  // The message stands before the frames, may run over several lines, and one of them may begin like a frame.
  const at = error.stack
    ?.replace(error.message, '')
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, 6)
    .map((line) => line.trim());
  return { error: error.name, ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}), at };
}
