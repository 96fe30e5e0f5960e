/** How a command or an event is declared: once, here, for both ends, the documentation and the access rule (A1). */
import type { z } from 'zod';
import type { Action } from '../domain/permissions.ts';

/** Which bucket of a connection's limits a command draws on (design: message 30 then 5/s, typing 1/s, others 10/s). */
export type LimitKind = 'message' | 'typing' | 'other';

export interface CommandSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly allow: Action;
  readonly limit: LimitKind;
}

export function command<I extends z.ZodType, O extends z.ZodType>(
  allow: Action,
  input: I,
  output: O,
  limit: LimitKind = 'other',
): CommandSpec<I, O> {
  return { input, output, allow, limit };
}

export type CommandTable = Readonly<Record<string, CommandSpec>>;
export type EventTable = Readonly<Record<string, z.ZodType>>;

export type CommandName<T extends CommandTable> = keyof T & string;
export type InputOf<T extends CommandTable, K extends keyof T> = z.infer<T[K]['input']>;
export type OutputOf<T extends CommandTable, K extends keyof T> = z.infer<T[K]['output']>;
export type PayloadOf<T extends EventTable, K extends keyof T> = z.infer<T[K]>;
