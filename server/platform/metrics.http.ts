/**
 * `/metrics` tells how busy the service is, which is nobody's business outside: it answers whoever has the token, and on a
 * developer's machine, where there is neither token nor proxy, this machine itself; to all others it does not exist.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { isLoopbackHost } from './loopback.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsPage {
  readonly metrics: Metrics;
  /** What the collector sends as `Authorization: Bearer …`. */
  readonly token: string | null;
  /** Behind a proxy on this machine everybody comes from this machine, whether or not the proxy adds a header that says so. */
  readonly openToThisMachine: boolean;
}

export function metricsPage({ metrics, ...who }: MetricsPage): RequestHandler {
  return async (request, response, next) => {
    if (!mayLook(request, who)) return next();
    const { contentType, text } = await metrics.expose();
    response.set('Content-Type', contentType).send(text);
  };
}

function mayLook(request: IncomingMessage, { token, openToThisMachine }: Omit<MetricsPage, 'metrics'>): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token !== null && given !== undefined && isSame(given, token)) return true;
  if (!openToThisMachine) return false;
  const cameThroughProxy = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => name in request.headers);
  return !cameThroughProxy && isLoopbackHost((request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''));
}

function isSame(given: string, token: string): boolean {
  const [one, other] = [given, token].map((each) => createHash('sha256').update(each).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
