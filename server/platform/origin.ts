/**
 * Which websites may speak to us (design, section 9). WebSocket knows no CORS, so the check stands before Socket.IO; a
 * missing Origin passes only on a polling GET that the browser itself calls same-origin.
 */
import type { IncomingMessage } from 'node:http';
import { refuseUpgrade } from './refuse-upgrade.ts';

export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  return origin !== undefined && allowed.includes(origin);
}

type Heads = Readonly<Record<string, string | string[] | undefined>>;

/** Pure: what decides about a handshake. */
export function mayConnect(method: string, headers: Heads, allowed: readonly string[]): boolean {
  const { origin, upgrade } = headers;
  if (typeof origin === 'string') return isAllowedOrigin(origin, allowed);
  return method === 'GET' && upgrade === undefined && headers['sec-fetch-site'] === 'same-origin';
}

export type AllowRequest = (
  request: IncomingMessage,
  callback: (error: string | null | undefined, success: boolean) => void,
) => void;

export function originGuard(allowed: readonly string[]): AllowRequest {
  return (request, callback) => {
    const allow = mayConnect(request.method ?? '', request.headers, allowed);
    // Engine.IO would answer a refused upgrade with 400; what we end first, it leaves alone.
    if (!allow && request.headers.upgrade !== undefined) refuseUpgrade(request, '403 Forbidden');
    callback(allow ? null : 'Forbidden', allow);
  };
}
