/**
 * The headers of each surface, one policy apiece: what a page may load, who may frame it, and that nothing of it is kept
 * on a shared device (P2). The widget alone may be framed, and only by the exact origins of its embed key.
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

export interface SurfaceOptions {
  readonly production: boolean;
  /** Where the pages connect to; named for browsers that do not count WebSocket under 'self'. */
  readonly origins: readonly string[];
}

const NONE = ["'none'"];
const SELF = ["'self'"];

type Directives = Readonly<Record<string, readonly string[]>>;

function headers(options: SurfaceOptions, directives: Directives, keepMs: 'no-store' | string): RequestHandler {
  const mayFrame = !directives['frame-ancestors']?.includes("'none'");
  const guard = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: Object.fromEntries(Object.entries(directives).map(([name, values]) => [name, [...values]])),
    },
    // Browsers that know X-Frame-Options only would refuse the embedding site too.
    xFrameOptions: mayFrame ? false : { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: options.production,
  });
  return (request, response, next) => {
    response.set('Cache-Control', keepMs);
    response.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    guard(request, response, next);
  };
}

function page({ origins }: SurfaceOptions, frameAncestors: readonly string[]): Directives {
  const sockets = origins.map((origin) => origin.replace(/^http/, 'ws'));
  return {
    'default-src': NONE,
    'script-src': SELF,
    'style-src': SELF,
    'connect-src': [...SELF, ...sockets],
    'img-src': [...SELF, 'data:'],
    'font-src': SELF,
    'base-uri': NONE,
    'form-action': NONE,
    'object-src': NONE,
    'frame-ancestors': frameAncestors.length === 0 ? NONE : frameAncestors,
  };
}

/** The panel; without origins nobody may frame it. */
export function panelHeaders(options: SurfaceOptions, frameAncestors: readonly string[]): RequestHandler {
  return headers(options, { ...page(options, frameAncestors), 'require-trusted-types-for': ["'script'"] }, 'no-store');
}

export function staffHeaders(options: SurfaceOptions): RequestHandler {
  return headers(options, page(options, []), 'no-store');
}

/** Pages that are made on the server and send forms back to it, with a script or without; they need neither script nor style. */
export function publicHeaders(options: SurfaceOptions): RequestHandler {
  const ours = { 'style-src': SELF, 'script-src': SELF, 'connect-src': SELF, 'img-src': ['data:'] } as const;
  const nothing = { 'default-src': NONE, 'base-uri': NONE, 'object-src': NONE, 'frame-ancestors': NONE } as const;
  return headers(options, { ...nothing, ...ours, 'form-action': SELF }, 'no-store');
}

/** Answers that are no page: the API, health, what does not exist. */
export function bareHeaders(options: SurfaceOptions): RequestHandler {
  return headers(
    options,
    { 'default-src': NONE, 'frame-ancestors': NONE, 'base-uri': NONE, 'form-action': NONE },
    'no-store',
  );
}
