/** The public forms: a page to begin with, and every further page an answer to the one before. No cookie, nothing in the address. */
import express, { Router } from 'express';
import { formWords } from '../../shared/text/en/public-forms.ts';
import type { AddressOf } from '../platform/client-address.ts';
import { publicHeaders, type SurfaceOptions } from '../platform/security-headers.http.ts';
import { leaveForm } from './leave-form.ts';
import { FORM_PATHS, type Form } from './question.ts';
import { LEAVES, startPage } from './render.ts';
import { type FormsDeps, type Sent, stepForm } from './step-form.ts';

export interface FormPages {
  readonly deps: FormsDeps;
  readonly forms: () => readonly Form[];
  readonly headers: SurfaceOptions;
  readonly addressOf: AddressOf;
}

export function formPages({ deps, forms, headers, addressOf }: FormPages): Router {
  const router = Router();
  const read = express.urlencoded({ extended: false, limit: '64kb', inflate: false });
  const formAt = (path: string): Form => {
    const form = forms().find((each) => each.path === path);
    if (form === undefined) throw new Error(`There is no form at ${path}.`);
    return form;
  };
  for (const path of Object.values(FORM_PATHS)) {
    router.get(path, publicHeaders(headers), async (_request, response) => {
      const page = { frame: await deps.frame(), form: formAt(path), words: formWords('adult') };
      response.type('html').send(startPage(page));
    });
    router.post(path, publicHeaders(headers), read, async (request, response) => {
      // Another website does not fill it in through the browser of its visitor.
      const body: unknown = request.get('sec-fetch-site') === 'cross-site' ? {} : request.body;
      const leaves = textIn(body, LEAVES);
      if (leaves !== '') {
        response.type('html').send(await leaveForm(deps, formAt(path), leaves));
        return;
      }
      const sent: Sent = {
        ...{ state: textIn(body, 'state'), at: textIn(body, 'at') },
        ...{ go: textIn(body, 'go'), answer: textIn(body, 'answer') },
      };
      const { status, html } = await stepForm(deps, formAt(path), sent, addressOf(request));
      response.status(status).type('html').send(html);
    });
  }
  return router;
}

function textIn(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
}
