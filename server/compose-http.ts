/** The HTTP surfaces: health, the API of all duties, the pages. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Router } from 'express';
import { serviceRoutes } from '../shared/protocol/http/service.ts';
import { visitorRoutes } from '../shared/protocol/http/visitor.ts';
import { ok } from '../shared/result.ts';
import type { Duties } from './compose-duties.ts';
import type { Identity } from './compose-identity.ts';
import type { Platform } from './compose-platform.ts';
import type { ServiceInForce } from './compose-service.ts';
import type { Config } from './config.ts';
import { leaveByToken } from './conversations/index.ts';
import { withOpenApi } from './openapi.ts';
import { createAddressOf } from './platform/client-address.ts';
import { handle, type RouteTable } from './platform/http-route.ts';
import { createHttpServer, type HttpServer } from './platform/http-server.ts';
import { watchForProxies } from './platform/proxy-watch.ts';
import { shareNext } from './platform/share-next.ts';

export interface HttpParts {
  readonly platform: Platform;
  readonly duties: Duties;
  readonly identity: Identity;
  readonly service: ServiceInForce;
  /** The routes of the duties that have a table of their own. */
  readonly tables: readonly RouteTable[];
  /** Pages that duties make. */
  readonly pages: readonly Router[];
}

export interface Web extends HttpServer {
  setReady(ready: boolean): void;
}

export function composeHttp(config: Config, parts: HttpParts): Web {
  const { platform, identity, service } = parts;
  let isReady = false;
  const http = createHttpServer({
    api: {
      tables: withOpenApi(tablesOf(parts)),
      sessionOf: identity.sessions.sessionOf,
      access: identity.access,
      addressOf: createAddressOf(config.trustProxy),
      allowedOrigins: config.allowedOrigins,
      logger: platform.logger,
      checkOutput: platform.checkOutput,
    },
    surfaces: {
      dist: distFolder(),
      production: config.production,
      origins: config.allowedOrigins,
      originsOf: (key) => service.settings().embedKeys.find((each) => each.key === key)?.origins ?? null,
      service: service.status,
      demo: () => service.settings().demonstration,
    },
    pages: parts.pages,
    metrics: { metrics: platform.metrics, token: config.metricsToken, openToThisMachine: isOpenHere(config) },
    readiness: {
      isOn: () => isReady,
      checks: [
        { name: 'mongodb', check: shareNext(async () => platform.database.ping().then(() => true)) },
        // Redis is never needed to serve (Q4); it is reported by the metrics, not here.
      ],
    },
  });
  watchForProxies({
    ...{ server: http.server, trustsAny: config.trustProxy !== false },
    ...{ metrics: platform.metrics, logger: platform.logger },
  });
  return {
    ...http,
    setReady: (ready) => {
      isReady = ready;
    },
  };
}

/** Whether nobody else can look like this machine, and nobody asked for a token. */
function isOpenHere({ production, metricsToken, trustProxy }: Config): boolean {
  return !production && metricsToken === null && trustProxy === false;
}

function tablesOf({ duties, identity, service, tables }: HttpParts): readonly RouteTable[] {
  return [
    identity.routes,
    [
      handle(serviceRoutes.service, { handler: async () => ok(await service.status()) }),
      handle(serviceRoutes.reference, { handler: async () => ok({ ...service.reference() }) }),
    ],
    [
      handle(visitorRoutes.leave, {
        handler: async ({ body }) => {
          await leaveByToken(duties, body);
          return ok(null);
        },
      }),
    ],
    ...tables,
  ];
}

/** The builds stand beside the compiled server, or beside the sources when these run directly. */
function distFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return here.endsWith(join('dist', 'server', 'server')) ? join(here, '..', '..') : join(here, '..', 'dist');
}
