/** Qualifications of staff: what somebody is trained or cleared for, until when, and on which evidence. */
import { z } from 'zod';
import { day } from '../case-sections.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { role } from '../desk.ts';
import { route } from './define.ts';

const person = z.object({ agentId: id, name: z.string() });

export const qualification = z
  .object({
    qualificationId: id,
    agentId: id,
    code,
    obtainedOn: z.string(),
    expiresOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    standing: z.enum(['future', 'held', 'expiring', 'lapsed', 'ended']),
    recordedBy: person,
    recordedAt: time,
  })
  .meta({ id: 'Qualification' });
export type QualificationRow = z.infer<typeof qualification>;

const params = z.strictObject({ qualificationId: id });
const changed = z.object({ qualification });

export const qualificationRoutes = {
  list: route({
    method: 'GET',
    path: '/qualifications',
    summary: 'Everybody’s, for whoever leads; your own else. What ends within 60 days, or has ended, is named',
    allow: 'qualification.list',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({
      staff: z.array(person.extend({ role, qualifications: z.array(qualification) })),
      /** What somebody has to see to, whichever ends first at the top. */
      toRenew: z.array(qualification.extend({ name: z.string() })),
      kinds: z.array(
        z.object({
          code,
          label: z.string(),
          group: code,
          renewMonths: z.number().int().nullable(),
          source: z.string(),
        }),
      ),
    }),
    errors: [],
  }),
  add: route({
    method: 'POST',
    path: '/qualifications',
    summary: 'Record what a colleague holds; nobody records their own',
    allow: 'qualification.set',
    params: empty,
    query: empty,
    body: z.strictObject({
      clientId,
      agentId: id,
      code,
      obtainedOn: day,
      expiresOn: day.nullable(),
      /** Which certificate, seen by whom. */
      evidence: text(1_000),
    }),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  open: route({
    method: 'POST',
    path: '/qualifications/:qualificationId/open',
    summary: 'Read the evidence, and why it was ended; who read it is recorded first (A2)',
    allow: 'qualification.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ qualification, evidence: z.string(), endedBecause: z.string().nullable() }),
    errors: ['not_found'],
  }),
  end: route({
    method: 'POST',
    path: '/qualifications/:qualificationId/end',
    summary: 'It does not count any more from this day on; nothing else changes by it',
    allow: 'qualification.set',
    params,
    query: empty,
    body: z.strictObject({ endedOn: day, because: text(1_000) }),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
} as const;
