/** Expected outcomes are values, not exceptions: a use case returns `ok(value)` or `fail(code)`. */
import type { ErrorCode, ErrorDetails } from './protocol/errors.ts';

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Failure {
  readonly code: ErrorCode;
  readonly details?: ErrorDetails;
}

export interface Fail {
  readonly ok: false;
  readonly error: Failure;
}

export type Result<T> = Ok<T> | Fail;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function fail(code: ErrorCode, details?: ErrorDetails): Fail {
  return { ok: false, error: details === undefined ? { code } : { code, details } };
}
