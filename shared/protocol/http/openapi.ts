/** The description of the HTTP part, for people and programs that read OpenAPI. */
import { z } from 'zod';
import { empty } from '../common.ts';
import { route } from './define.ts';

export const openApiRoutes = {
  read: route({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    allow: 'public.read',
    params: empty,
    query: empty,
    body: empty,
    output: z.record(z.string(), z.unknown()),
    raw: true,
    errors: [],
  }),
} as const;
