/** The public page by which somebody asks that sharing stops: no session, no cookie, no script needed, one answer (V3). */
import express, { Router } from 'express';
import type { AddressOf } from '../platform/client-address.ts';
import type { PublicFrame } from '../platform/public-page.ts';
import { publicHeaders, type SurfaceOptions } from '../platform/security-headers.http.ts';
import type { ReturningDeps } from './deps.ts';
import { receiveTry } from './receive-try.ts';
import { WITHDRAW_PATH, withdrawAnswer, withdrawForm } from './withdraw-page.ts';

export interface WithdrawPageParts {
  readonly deps: ReturningDeps;
  readonly headers: SurfaceOptions;
  readonly addressOf: AddressOf;
  readonly frame: () => Promise<PublicFrame>;
}

export function withdrawPages({ deps, headers, addressOf, frame }: WithdrawPageParts): Router {
  const router = Router();
  router.use(WITHDRAW_PATH, publicHeaders(headers));
  router.get(WITHDRAW_PATH, async (_request, response) => {
    response.type('html').send(withdrawForm(await frame()));
  });
  const read = express.urlencoded({ extended: false, limit: '8kb', inflate: false });
  router.post(WITHDRAW_PATH, read, async (request, response) => {
    const page = await frame();
    // Without a session there is nothing to forge; but another site must not guess through the browsers of its visitors.
    if (request.get('sec-fetch-site') === 'cross-site') {
      response.status(403).type('html').send(withdrawForm(page));
      return;
    }
    const typed = { reference: textOf(request.body, 'reference'), phrase: textOf(request.body, 'phrase') };
    await receiveTry(deps, typed, addressOf(request));
    response.type('html').send(withdrawAnswer(page));
  });
  return router;
}

function textOf(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return '';
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : '';
}
