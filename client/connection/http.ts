// The HTTP part of the protocol: same codes, same body as the socket's acknowledgements.
import type { Reply } from '../../shared/protocol/errors.ts';
import { NO_ANSWER } from './commander.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A page or a proxy's error text instead of our body counts as no answer. */
export async function ask<T>(method: Method, path: string, body?: unknown): Promise<Reply<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (response.status === 204) return { ok: true, value: undefined as T };
    return (await response.json()) as Reply<T>;
  } catch {
    return { ok: false, error: NO_ANSWER };
  }
}
