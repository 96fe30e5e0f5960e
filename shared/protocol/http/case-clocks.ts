/** The clocks of a case, and the duties that an age brings: what was done is said here, each under the revision that was read. */
import { z } from 'zod';
import { CLOCK_PAUSES } from '../../reference/clock-pauses.ts';
import { clockView } from '../clocks.ts';
import { code, empty, id, text, time } from '../common.ts';
import { caseRow } from './cases.ts';
import { route } from './define.ts';

const params = z.strictObject({ caseId: id });
const revision = z.number().int().min(1);
const clocks = z.array(clockView);

export const caseClockRoutes = {
  list: route({
    method: 'GET',
    path: '/cases/:caseId/clocks',
    summary: 'The clocks of a case, what still waits first and the soonest before the others',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ clocks }),
    errors: ['not_found'],
  }),
  stop: route({
    method: 'POST',
    path: '/cases/:caseId/clocks/stop',
    summary: 'What a clock waits for was done: looked at, spoken with in a safe way, acknowledged',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ revision, clockId: id, at: time, said: text(2_000).nullable() }),
    output: z.object({ row: caseRow, clocks }),
    errors: ['not_found', 'conflict'],
  }),
  pause: route({
    method: 'POST',
    path: '/cases/:caseId/clocks/pause',
    summary:
      'The person asked us to wait, or there is no safe time before; always until a moment, never without an end',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ revision, clockId: id, until: time, reason: z.enum(CLOCK_PAUSES) }),
    output: z.object({ row: caseRow, clocks }),
    errors: ['not_found', 'conflict'],
  }),
  finishDuty: route({
    method: 'POST',
    path: '/cases/:caseId/duties/:duty/done',
    summary: 'What an age made somebody’s duty was done; those of the safeguarding lead by a lead',
    allow: 'case.write',
    params: z.strictObject({ caseId: id, duty: code }),
    query: empty,
    body: z.strictObject({ revision, said: text(2_000) }),
    output: z.object({ row: caseRow }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
