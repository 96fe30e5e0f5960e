/** Leaving without a connection: the page is going away, and says so with its last request. */
import { z } from 'zod';
import { clientId, empty } from '../common.ts';
import { route } from './define.ts';

export const visitorRoutes = {
  /** 204 for any token, dead or unknown too (V3). */
  leave: route({
    method: 'POST',
    path: '/visitor/leave',
    summary: 'End the conversation of this token, at once',
    allow: 'visitor.leave',
    params: empty,
    query: empty,
    body: z.strictObject({ token: z.string().min(1).max(256), clientId, reason: z.enum(['ended', 'exit']) }),
    output: null,
    errors: [],
  }),
} as const;
