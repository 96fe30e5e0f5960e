/**
 * The pages: loader, panel and console, each by its path and with its own headers. The panel's page is put together per
 * request, since who may frame it and what it says of the service belong to its embed key and to this moment.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler, type Response, Router } from 'express';
import type { Service } from '../../shared/protocol/service.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { withConfig } from './panel-config.ts';
import { plainPage } from './plain-page.ts';
import { PUBLIC_ASSETS } from './public-page.ts';
import { bareHeaders, panelHeaders, type SurfaceOptions, staffHeaders } from './security-headers.http.ts';

export interface SurfacesOptions extends SurfaceOptions {
  /** Where the builds are: `widget/loader.js`, `widget/page.js`, `widget/panel/`, `client/`. */
  readonly dist: string;
  /** The exact origins that may embed the widget with this key; null for a key that does not exist. */
  readonly originsOf: (key: string) => readonly string[] | null;
  readonly service: () => Promise<Service>;
  readonly demo: () => boolean;
}

/** Long enough to spare a busy website, short enough that a repaired script is everywhere soon. */
const SCRIPT_SECONDS = 300;
const FOR_EVER = { index: false, immutable: true, maxAge: '365d', redirect: false } as const;

export function staticSurfaces(options: SurfacesOptions): Router {
  const router = Router();
  const read = createReader();
  const bare = bareHeaders(options);
  const loader = join(options.dist, 'widget', 'loader.js');
  const panel = join(options.dist, 'widget', 'panel');
  const client = join(options.dist, 'client');

  router.get('/loader.js', bare, async (_request, response) => {
    response.set({
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': `public, max-age=${SCRIPT_SECONDS}`,
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    response.type('text/javascript').send(await read(loader));
  });

  router.get(PUBLIC_ASSETS.script, bare, async (_request, response) => {
    response.set('Cache-Control', `public, max-age=${SCRIPT_SECONDS}`);
    response.type('text/javascript').send(await read(join(options.dist, 'widget', 'page.js')));
  });

  const sendPanel = async (response: Response, key: string | null, hostOrigins: readonly string[]): Promise<void> => {
    const service = await options.service();
    const config = { key, hostOrigins, service, demo: options.demo(), protocol: PROTOCOL_VERSION };
    response.type('html').send(withConfig(await read(join(panel, 'index.html')), config));
  };
  router.get('/widget/panel', async (request, response, next) => {
    const { key } = request.query;
    const hostOrigins = typeof key === 'string' ? options.originsOf(key) : null;
    if (typeof key !== 'string' || hostOrigins === null) return next();
    panelHeaders(options, hostOrigins)(request, response, () => sendPanel(response, key, hostOrigins).catch(next));
  });
  router.get('/widget', panelHeaders(options, []), (_request, response) => sendPanel(response, null, []));
  router.use('/widget/assets', bare, kept(express.static(join(panel, 'assets'), FOR_EVER)));

  // What partners are told on the telephone; which pages are theirs, the console knows after they signed in.
  router.get('/partner', bare, (_request, response) => response.redirect('/staff/partner'));

  router.use('/staff/assets', bare, kept(express.static(join(client, 'assets'), FOR_EVER)));
  router.get('/staff{/*page}', staffHeaders(options), async (request, response, next) => {
    // A missing file is missing; every other address is a page of the console.
    if (/\.\w+$/.test(request.path)) return next();
    response.type('html').send(await read(join(client, 'index.html')));
  });
  return router;
}

/** What does not exist, or not for whoever asks: no frame, and the numbers. */
export function missingPage(options: SurfaceOptions): RequestHandler[] {
  return [
    bareHeaders(options),
    (_request, response) => {
      response.status(404).type('html').send(plainPage('This page cannot be shown.'));
    },
  ];
}

/** Hashed names may be kept; what the policy before them said of keeping is for pages. */
function kept(files: RequestHandler): RequestHandler {
  return (request, response, next) => {
    response.removeHeader('Cache-Control');
    files(request, response, (error?: unknown) => {
      response.set('Cache-Control', 'no-store');
      next(error);
    });
  };
}

/** Reads a file again only when it changed, so that a new build shows without a restart. */
function createReader(): (path: string) => Promise<string> {
  const known = new Map<string, { readonly changed: number; readonly text: string }>();
  return async (path) => {
    const { mtimeMs } = await stat(path);
    const hit = known.get(path);
    if (hit?.changed === mtimeMs) return hit.text;
    const text = await readFile(path, 'utf8');
    known.set(path, { changed: mtimeMs, text });
    return text;
  };
}
