/** Who can be given a case, and how much each has: for whoever gives them. */
import { z } from 'zod';
import { empty, id } from '../common.ts';
import { role } from '../desk.ts';
import { route } from './define.ts';

export const caseload = z.object({
  agentId: id,
  name: z.string(),
  role,
  teamId: id,
  /** Cases that are open and theirs. */
  open: z.number().int(),
});
export type Caseload = z.infer<typeof caseload>;

export const caseloadRoutes = {
  list: route({
    method: 'GET',
    path: '/caseloads',
    summary: 'Who works on cases, with how many open ones each owns, and the cap',
    allow: 'case.allocate',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ people: z.array(caseload), cap: z.number().int().nullable() }),
    errors: [],
  }),
} as const;
