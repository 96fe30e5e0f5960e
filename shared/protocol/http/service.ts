/** What anybody may read without signing in. */
import { z } from 'zod';
import { empty } from '../common.ts';
import { service } from '../service.ts';
import { route } from './define.ts';

/** Lists of codes by name; lists may be added within version 1. */
export const reference = z.looseObject({ version: z.string() }).meta({ id: 'Reference' });

const read = { method: 'GET', allow: 'public.read', params: empty, query: empty, body: empty } as const;

export const serviceRoutes = {
  service: route({
    ...read,
    path: '/service',
    summary: 'Whether the service is open, and what to show before a chat',
    output: service,
    errors: [],
  }),
  reference: route({
    ...read,
    path: '/reference',
    summary: 'Lists of codes with labels',
    allow: 'reference.read',
    output: reference,
    errors: [],
  }),
} as const;
