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

/** What may be said of an error in a log: its name, code and where it arose; never its message, which may quote a value. */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const at = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim());
  return { error: error.name, ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}), at };
}
