/** Views of the list that somebody keeps: filters under a name, their own or shared with their team. Codes only. */
import { z } from 'zod';
import { clientId, empty, id, text } from '../common.ts';
import { caseFilters, casePerson } from './cases.ts';
import { route } from './define.ts';

export const savedView = z
  .object({
    viewId: id,
    name: z.string(),
    filters: caseFilters,
    /** Seen by the whole team. */
    shared: z.boolean(),
    madeBy: casePerson,
    yours: z.boolean(),
  })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof savedView>;

const views = z.object({ views: z.array(savedView) });

export const caseViewRoutes = {
  list: route({
    method: 'GET',
    path: '/case-views',
    summary: 'Your own saved views, and those that your team shares',
    allow: 'case.list',
    params: empty,
    query: empty,
    body: empty,
    output: views,
    errors: [],
  }),
  save: route({
    method: 'POST',
    path: '/case-views',
    summary: 'Keep these filters under a name',
    allow: 'case.list',
    params: empty,
    query: empty,
    body: z.strictObject({ clientId, name: text(60), filters: caseFilters, shared: z.boolean() }),
    output: views,
    errors: ['conflict'],
  }),
  remove: route({
    method: 'DELETE',
    path: '/case-views/:viewId',
    summary: 'Take away a view of yours',
    allow: 'case.list',
    params: z.strictObject({ viewId: id }),
    query: empty,
    body: empty,
    output: views,
    errors: ['not_found'],
  }),
} as const;
