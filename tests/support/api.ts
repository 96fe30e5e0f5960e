/** The HTTP part as staff use it in a test: signed in or not, with the answer as it came. */
import type { SignedIn } from './connect.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ApiAnswer {
  readonly status: number;
  /** A test says itself what it expects of an answer. */
  readonly body: Awaited<ReturnType<Response['json']>>;
}

export type Api = (method: Method, path: string, who: SignedIn | null, body?: unknown) => Promise<ApiAnswer>;

export function apiOf(url: string): Api {
  return async (method, path, who, body) => {
    const sends = method !== 'GET' && method !== 'DELETE';
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        origin: url,
        ...(who === null ? {} : { cookie: who.cookie }),
        ...(sends ? { 'content-type': 'application/json' } : {}),
      },
      ...(sends ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
}
