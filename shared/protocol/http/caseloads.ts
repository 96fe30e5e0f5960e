/** Who can be given a case, and how much each has: for whoever gives them. */
import { z } from 'zod';
import { code, empty, id } from '../common.ts';
import { role } from '../desk.ts';
import { route } from './define.ts';

export const caseload = z.object({
  agentId: id,
  name: z.string(),
  role,
  teamId: id,
  /** Cases that are open and theirs. */
  open: z.number().int(),
  /** What their new cases are paid by, where it is set. */
  fundingStream: code.nullable(),
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
  fund: route({
    method: 'PUT',
    path: '/caseloads/:agentId/funding-stream',
    summary: 'Say which grant pays for somebody’s work: their new cases begin with it',
    allow: 'case.allocate',
    params: z.strictObject({ agentId: id }),
    query: empty,
    /** `was`: what was read, so that nobody sets it over what a colleague set meanwhile. */
    body: z.strictObject({ fundingStream: code.nullable(), was: code.nullable() }),
    output: z.object({ fundingStream: code.nullable() }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
