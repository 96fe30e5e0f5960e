/** Attempts to reach a person and what came of them; one that went wrong stops all others until it was reviewed (H17). */
import { z } from 'zod';
import { ATTEMPT_OUTCOMES, STOP_DECISIONS } from '../../domain/contact-attempts.ts';
import { CONTACT_CHANNELS } from '../../domain/contact-terms.ts';
import { CONTACT_VERDICTS } from '../../domain/safe-contact.ts';
import { clientId, empty, id, text, time } from '../common.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';

/** No attempt is made on any contact of the case until somebody has reviewed this. */
export const contactStop = z
  .object({
    stopId: id,
    caseId: id,
    reference: z.string(),
    contactId: id,
    cause: z.enum(['answered_by_other', 'doubtful_voice', 'unsafe_stopped']),
    at: time,
    by: casePerson,
    review: z.object({ decision: z.enum(STOP_DECISIONS), reason: z.string(), at: time, by: casePerson }).nullable(),
    /** Whether the caller may review it: a coordinator, lead or supervisor, and not who made the attempt. */
    yours: z.boolean(),
  })
  .meta({ id: 'ContactStop' });
export type ContactStop = z.infer<typeof contactStop>;

export const contactAttempt = z
  .object({
    attemptId: id,
    contactId: id,
    channel: z.enum(CONTACT_CHANNELS),
    outcome: z.enum(ATTEMPT_OUTCOMES),
    doubtful: z.boolean(),
    at: time,
    by: casePerson,
    note: z.string().nullable(),
    callbackId: id.nullable(),
    /** What the gate said of that moment: an attempt against it is kept, and shows. */
    gate: z.enum(CONTACT_VERDICTS),
  })
  .meta({ id: 'ContactAttempt' });
export type ContactAttempt = z.infer<typeof contactAttempt>;

const params = z.strictObject({ caseId: id });
/** Times at which nobody has tried yet, each inside the safe times of a contact (H17). */
const suggestions = z.array(z.object({ contactId: id, at: time }));

export const contactAttemptRoutes = {
  list: route({
    method: 'GET',
    path: '/cases/:caseId/contact-attempts',
    summary: 'Who tried to reach the person when and what came of it, newest first; times at which nobody tried yet',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ attempts: z.array(contactAttempt), suggestions, stop: contactStop.nullable() }),
    errors: ['not_found'],
  }),
  add: route({
    method: 'POST',
    path: '/cases/:caseId/contact-attempts',
    summary:
      'Say what came of an attempt; somebody else answering, or a doubtful voice, stops all others until reviewed',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({
      clientId,
      contactId: id,
      outcome: z.enum(ATTEMPT_OUTCOMES),
      /** A voice that may not have been theirs, or somebody who may have listened in. */
      doubtful: z.boolean(),
      /** When it was tried. */
      at: time,
      note: text(2_000).nullable(),
      callbackId: id.nullable(),
    }),
    output: z.object({ attempt: contactAttempt, suggestions, stop: contactStop.nullable() }),
    errors: ['not_found', 'conflict'],
  }),
  stops: route({
    method: 'GET',
    path: '/contact-stops',
    summary: 'Cases in which nobody may be called until a coordinator or lead has reviewed what happened; oldest first',
    allow: 'contact_stop.list',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({ stops: z.array(contactStop) }),
    errors: [],
  }),
  review: route({
    method: 'POST',
    path: '/cases/:caseId/contact-stops/:stopId/review',
    summary: 'Review a stop, with the reason: attempts may go on, or go on without this contact',
    allow: 'contact.review',
    params: z.strictObject({ caseId: id, stopId: id }),
    query: empty,
    body: z.strictObject({ decision: z.enum(STOP_DECISIONS), reason: text(2_000) }),
    output: z.object({ stop: contactStop }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
