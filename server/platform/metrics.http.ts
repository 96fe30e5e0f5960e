/**
 * `/metrics` tells how busy the service is, which is nobody's business outside: it answers to this machine itself, or to
 * whoever has the token; to all others it does not exist. A proxy on this machine is not this machine.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { isLoopbackHost } from './loopback.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsPage {
  readonly metrics: Metrics;
  /** What the collector sends as `Authorization: Bearer …`; without one only this machine is answered. */
  readonly token: string | null;
}

export function metricsPage({ metrics, token }: MetricsPage): RequestHandler {
  return async (request, response, next) => {
    if (!mayLook(request, token)) return next();
    const { contentType, text } = await metrics.expose();
    response.set('Content-Type', contentType).send(text);
  };
}

function mayLook(request: IncomingMessage, token: string | null): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token !== null && given !== undefined && isSame(given, token)) return true;
  const cameThroughProxy = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => name in request.headers);
  return !cameThroughProxy && isLoopbackHost((request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''));
}

function isSame(given: string, token: string): boolean {
  const [one, other] = [given, token].map((each) => createHash('sha256').update(each).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
