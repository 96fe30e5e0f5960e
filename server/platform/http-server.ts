/** The HTTP server, put together from what the duties deliver: health, the API, the pages, and nothing else. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import { type ApiOptions, apiRouter } from './bind-routes.http.ts';
import { healthOf, type Readiness } from './health.ts';
import { describeError, type Logger } from './logger.ts';
import { type MetricsPage, metricsPage } from './metrics.http.ts';
import { plainPage } from './plain-page.ts';
import { publicAssets } from './public-assets.http.ts';
import { bareHeaders } from './security-headers.http.ts';
import { missingPage, type SurfacesOptions, staticSurfaces } from './static-surfaces.http.ts';

export interface HttpServerOptions {
  readonly api: ApiOptions;
  readonly surfaces: SurfacesOptions;
  readonly readiness: Readiness;
  readonly metrics: MetricsPage;
  /** Pages of duties, each with its own headers. */
  readonly pages?: readonly Router[];
}

export interface HttpServer {
  readonly server: Server;
  /** Ends every connection, WebSockets too, whatever its other end does. */
  cutConnections(): void;
  readonly app: Express;
}

/** A slow sender must not hold a connection open for ever; a large file over a slow line takes minutes. */
const HEADERS_WITHIN_MS = 30_000;
const REQUEST_WITHIN_MS = 10 * 60_000;
/** Longer than proxies keep theirs, so that it is the proxy that closes. */
const KEEP_ALIVE_MS = 65_000;

export function createHttpServer({ api, surfaces, readiness, metrics, pages = [] }: HttpServerOptions): HttpServer {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const bare = bareHeaders(surfaces);
  app.get('/livez', bare, (_request, response) => {
    response.json({ live: true });
  });
  app.get('/readyz', bare, async (_request, response) => {
    const health = await healthOf(readiness);
    response.status(health.ready ? 200 : 503).json(health);
  });
  app.get('/metrics', bare, metricsPage(metrics));
  app.use('/api/v1', bare, apiRouter(api));
  app.use('/api', bare, apiRouter({ ...api, tables: [] }));
  for (const each of [publicAssets(surfaces), ...pages]) app.use(each);
  app.use(staticSurfaces(surfaces));
  app.use(missingPage(surfaces));
  app.use(failure(api.logger));
  const server = createServer(app);
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const cutConnections = (): void => {
    for (const socket of open) socket.destroy();
  };
  return { server, app, cutConnections };
}

/** A page that could not be made still shows the numbers (V4). Four parameters are what Express knows it by. */
function failure(logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = typeof error?.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) logger.error({ reference: randomUUID(), ...describeError(error) }, 'a page failed');
    response.status(status).type('html').send(plainPage('This page cannot be shown at the moment.'));
  };
}
