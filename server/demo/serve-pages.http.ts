/** What both demonstration servers share: the headers of their pages and the files beside them. */
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';

export const siteFolder = join(import.meta.dirname, 'site');

/** Nothing is kept by the browser, so that Back shows nothing after an exit. */
export function demoHeaders(contentSecurityPolicy: string): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': `${contentSecurityPolicy}; base-uri 'none'; form-action 'self'`,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    next();
  };
}

export function servePages(): RequestHandler {
  return express.static(siteFolder, { index: false, cacheControl: false, etag: false, lastModified: false });
}
