/** Cover: while somebody is away another has their due work, and after the last day it is theirs again by itself. */
import { z } from 'zod';
import { day } from '../case-sections.ts';
import { clientId, empty, id, text } from '../common.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';

export const cover = z
  .object({
    coverId: id,
    revision: z.number().int(),
    from: casePerson,
    to: casePerson,
    /** Whole days in England, both included. */
    firstDay: day,
    lastDay: day,
    state: z.enum(['ahead', 'now', 'over']),
    reason: z.string().nullable(),
    setBy: casePerson,
    openCases: z.number().int(),
    /** Cases that stay uncovered, since the other knows somebody in them: each needs somebody else. */
    notCovered: z.array(z.object({ caseId: id, reference: z.string() })),
  })
  .meta({ id: 'Cover' });
export type Cover = z.infer<typeof cover>;

export const coverRoutes = {
  list: route({
    method: 'GET',
    path: '/cover',
    summary: 'Who covers for whom, now and ahead',
    allow: 'cover.read',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ covers: z.array(cover) }),
    errors: [],
  }),
  set: route({
    method: 'POST',
    path: '/cover',
    summary: 'One’s due work is another’s until a day, and theirs again after it by itself',
    allow: 'cover.set',
    params: empty,
    query: empty,
    body: z.strictObject({
      clientId,
      fromAgentId: id,
      toAgentId: id,
      firstDay: day,
      lastDay: day,
      reason: text(500).nullable(),
    }),
    output: z.object({ cover }),
    errors: ['not_found', 'conflict'],
  }),
  end: route({
    method: 'POST',
    path: '/cover/:coverId/end',
    summary: 'End a cover early, or take back one that lies ahead',
    allow: 'cover.set',
    params: z.strictObject({ coverId: id }),
    query: empty,
    body: z.strictObject({ revision: z.number().int() }),
    output: z.object({ cover }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
