/** What anybody may read without signing in: whether the service is open, and the lists of codes. */
import { Router } from 'express';
import type { Service } from '../../shared/protocol/service.ts';
import type { Reference } from '../../shared/reference/service-reference.ts';

export interface ServiceRoutes {
  readonly service: () => Promise<Service>;
  readonly reference: () => Reference;
}

/** Mounted under `/api/v1`; public by the rule `reference.read`. */
export function serviceRoutes({ service, reference }: ServiceRoutes): Router {
  const router = Router();
  router.get('/service', async (_request, response) => {
    // Open or closed is of this moment, and a shared computer keeps no trace of having asked.
    response.set('Cache-Control', 'no-store').json({ ok: true, value: await service() });
  });
  router.get('/reference', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ ok: true, value: reference() });
  });
  return router;
}
