/**
 * Notices a proxy that nobody told us of: it says for whom it asks, TRUST_PROXY says that there is none, and so everybody
 * behind it is one address to the limits. Said loudly once, and for ever in the metrics; never with the address.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

export interface ProxyWatch {
  readonly server: Server;
  readonly trustsAny: boolean;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export function watchForProxies({ server, trustsAny, metrics, logger }: ProxyWatch): void {
  let seen = 0;
  metrics.gauge(
    {
      name: 'unexpected_proxy',
      help: '1 when requests came through a proxy although TRUST_PROXY says that there is none: the limits count everybody as one.',
    },
    () => [{ value: Math.min(seen, 1) }],
  );
  if (trustsAny) return;
  const look = ({ headers }: IncomingMessage): void => {
    if (headers['x-forwarded-for'] === undefined) return;
    seen += 1;
    if (seen > 1) return;
    logger.error(
      'Requests come through a proxy, and TRUST_PROXY says that there is none: everybody counts as one address. Set TRUST_PROXY to the number of proxies.',
    );
  };
  server.on('request', look);
  server.on('upgrade', look);
}
