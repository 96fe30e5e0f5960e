/** How a route is declared: once, here, for the server, the documentation and the access rule (A1). */
import type { z } from 'zod';
import type { Action } from '../../domain/permissions.ts';
import type { ErrorCode } from '../errors.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RouteSpec<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  O extends z.ZodType | null = z.ZodType | null,
> {
  readonly method: HttpMethod;
  /** Under `/api/v1`, parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly allow: Action;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** What `value` holds; null answers 204 without a body. */
  readonly output: O;
  /** The value is the whole body, for readers who know nothing of our envelope. */
  readonly raw?: true;
  /** A whole file may come here: half a MiB instead of 64 KiB. */
  readonly takesFile?: true;
  /** Opened by the key of a sender (`Authorization: Bearer`), not by a session. */
  readonly byKey?: true;
  /** A file of this type comes as the body and is read as it comes; the route itself says how much of it it takes. */
  readonly takesStream?: 'text/csv';
  /** The value is a text of this type, to be kept as a file. */
  readonly answersText?: 'text/csv';
  /** Besides those that any route may give: `bad_request`, `unauthenticated`, `forbidden`, `internal`. */
  readonly errors: readonly ErrorCode[];
}

/** Keeps the exact schemas, so that a handler's input and answer are typed by the declaration. */
export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType | null>(
  spec: RouteSpec<P, Q, B, O>,
): RouteSpec<P, Q, B, O> {
  return spec;
}
