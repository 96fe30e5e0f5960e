/**
 * Sends a signed message to an address that somebody wrote into a settings page. Addresses are judged after the name is resolved and
 * the connection is made to judged ones alone, so that a name cannot lead somewhere else in between; where one of them does not take
 * it, as an IPv6 address may not where only the other kind has a way out, the next is tried. No redirects, ten seconds for everything, a
 * small answer.
 */
import { lookup } from 'node:dns/promises';
import { type ClientRequest, request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back, or why nothing did. */
export type WebhookReply =
  | { readonly came: true; readonly status: number; readonly body: string; readonly retryAfter: string | null }
  | { readonly came: false; readonly reason: 'timeout' | 'network' | 'address_refused' | 'https_required' };

export interface SenderOptions {
  /** `host:port` that may be private and without https (`PARTNER_PRIVATE_HOSTS`). */
  readonly privateHosts: readonly string[];
  readonly timeoutMs: number;
  /** All addresses of a name. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
}

interface SocketOptions extends RequestOptions {
  servername?: string;
  autoSelectFamilyAttemptTimeout: number;
}

const ANSWER_MAX_BYTES = 64 * 1024;
/** Until the next of several addresses is tried. */
const ONE_ADDRESS_MS = 1_500;

export function createSender(options: SenderOptions): (request: WebhookRequest) => Promise<WebhookReply> {
  const { privateHosts, timeoutMs, resolve = resolveAll } = options;
  return async ({ url, headers, body }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const target = new URL(url);
      const name = target.hostname.replace(/^\[|\]$/g, '');
      const secure = target.protocol === 'https:';
      const allowed = privateHosts.includes(`${target.hostname}:${target.port || (secure ? 443 : 80)}`);
      if (!secure && !(allowed && target.protocol === 'http:')) return { came: false, reason: 'https_required' };
      const addresses = isIP(name) === 0 ? await within(signal, resolve(name)) : [name];
      const judged = addresses.filter((each) => allowed || isPublicAddress(each));
      if (judged.length === 0) return { came: false, reason: addresses.length > 0 ? 'address_refused' : 'network' };
      const request: SocketOptions = {
        method: 'POST',
        host: name,
        lookup: alwaysTo(judged),
        autoSelectFamilyAttemptTimeout: ONE_ADDRESS_MS,
        port: target.port || (secure ? 443 : 80),
        path: `${target.pathname}${target.search}`,
        headers: { ...headers, Host: target.host, 'Content-Length': String(Buffer.byteLength(body)) },
        // The certificate must be the name's, although the connection goes to a judged address.
        ...(secure && isIP(name) === 0 ? { servername: name } : {}),
        agent: false,
        signal,
      };
      return await exchange(secure ? secureRequest(request) : plainRequest(request), body);
    } catch {
      return { came: false, reason: signal.aborted ? 'timeout' : 'network' };
    }
  };
}

/** Whatever is looked up, it is these. */
function alwaysTo(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_, { all: several }, answer) => {
    if (several) answer(null, all);
    else answer(null, all[0]?.address ?? '', all[0]?.family);
  };
}

async function resolveAll(name: string): Promise<readonly string[]> {
  return (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);
}

/** A resolver cannot be cancelled, but it need not be waited for. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function exchange(request: ClientRequest, body: string): Promise<WebhookReply> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      const chunks: Buffer[] = [];
      let bytes = 0;
      const done = () => {
        const text = bytes > ANSWER_MAX_BYTES ? '' : Buffer.concat(chunks).toString('utf8');
        resolve({ came: true, status, body: text, retryAfter: headers['retry-after'] ?? null });
      };
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= ANSWER_MAX_BYTES) chunks.push(chunk);
        else {
          // The status is known, and nobody needs a longer answer.
          done();
          request.destroy();
        }
      });
      response.on('end', done);
      response.on('error', reject);
    });
    request.end(body);
  });
}
