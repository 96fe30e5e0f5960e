/** Call-backs: booked inside the safe times of a contact, for a worker or the team, and judged again when they are due. */
import { z } from 'zod';
import { ATTEMPT_OUTCOMES, CALLBACK_STATES } from '../../domain/contact-attempts.ts';
import { day } from '../case-sections.ts';
import { clientId, empty, id, text, time } from '../common.ts';
import { contactJudgement } from '../contact-terms.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';

export const callback = z
  .object({
    callbackId: id,
    revision: z.number().int(),
    caseId: id,
    reference: z.string(),
    calledName: z.string().nullable(),
    contactId: id,
    at: time,
    minutes: z.number().int(),
    /** Null: whoever of the team. */
    assignee: casePerson.nullable(),
    teamId: id,
    state: z.enum(CALLBACK_STATES),
    note: z.string().nullable(),
    outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
    bookedBy: casePerson,
    /** Whether that time still is a safe one: what is known may have changed since it was booked. */
    gate: contactJudgement,
  })
  .meta({ id: 'Callback' });
export type Callback = z.infer<typeof callback>;

const params = z.strictObject({ caseId: id });
const ofCallback = z.strictObject({ caseId: id, callbackId: id });
const minutes = z.number().int().min(5).max(180);

export const callbackRoutes = {
  book: route({
    method: 'POST',
    path: '/cases/:caseId/callbacks',
    summary: 'Book a call-back inside safe times; outside them it is refused with the next time that fits',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({
      clientId,
      contactId: id,
      at: time,
      minutes,
      /** Null: whoever of the team. */
      assigneeId: id.nullable(),
      note: text(500).nullable(),
    }),
    output: z.object({ callback }),
    errors: ['not_found', 'conflict'],
  }),
  ofCase: route({
    method: 'GET',
    path: '/cases/:caseId/callbacks',
    summary: 'Call-backs of a case that are booked, soonest first',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ callbacks: z.array(callback) }),
    errors: ['not_found'],
  }),
  move: route({
    method: 'PUT',
    path: '/cases/:caseId/callbacks/:callbackId',
    summary: 'Give a call-back another time, contact or person, inside safe times as when it was booked',
    allow: 'case.write',
    params: ofCallback,
    query: empty,
    body: z.strictObject({
      revision: z.number().int(),
      contactId: id,
      at: time,
      minutes,
      assigneeId: id.nullable(),
      note: text(500).nullable(),
    }),
    output: z.object({ callback }),
    errors: ['not_found', 'conflict'],
  }),
  cancel: route({
    method: 'POST',
    path: '/cases/:caseId/callbacks/:callbackId/cancel',
    summary: 'The person does not want it any more, or it is not safe',
    allow: 'case.write',
    params: ofCallback,
    query: empty,
    body: z.strictObject({ revision: z.number().int(), reason: text(500) }),
    output: z.object({ callback }),
    errors: ['not_found', 'conflict'],
  }),
  today: route({
    method: 'GET',
    path: '/callbacks',
    summary:
      'Call-backs of a day (today) and those that are overdue, soonest first, a page at a time: yours and your team’s, or all that you may see',
    allow: 'case.list',
    params: empty,
    query: z.strictObject({
      on: day.optional(),
      who: z.enum(['mine', 'all']).optional(),
      after: z.string().max(100).optional(),
    }),
    body: empty,
    /** `next`: ask again with it as `after`; null when this was all. */
    output: z.object({ callbacks: z.array(callback), next: z.string().nullable() }),
    errors: [],
  }),
} as const;
