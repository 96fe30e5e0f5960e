/** Therapy of a plan: sessions and measures for the record of the case, and notes that the named therapist alone reads (E7). */
import { z } from 'zod';
import { SESSION_STATES } from '../../domain/plan-states.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';
import { plan } from './plans.ts';

const params = z.strictObject({ caseId: id, planId: id });

export const therapistNote = z
  .object({ noteId: id, sessionId: id.nullable(), text: z.string(), at: time, by: casePerson })
  .meta({ id: 'TherapistNote' });
export type TherapistNote = z.infer<typeof therapistNote>;

export const therapyRoutes = {
  save: route({
    method: 'PUT',
    path: '/cases/:caseId/plans/:planId/therapy',
    summary: 'Modality and pre-trial note of a therapeutic plan; it is measured by assessments',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({
      revision: z.number().int(),
      modality: code.nullable(),
      preTrial: z.strictObject({
        applies: z.enum(['yes', 'no', 'not_known']).nullable(),
        note: text(2_000).nullable(),
      }),
    }),
    output: z.object({ plan }),
    errors: ['not_found', 'conflict'],
  }),
  offerSession: route({
    method: 'POST',
    path: '/cases/:caseId/plans/:planId/sessions',
    summary: 'Offer a session at a time',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ clientId, at: time }),
    output: z.object({ plan }),
    errors: ['not_found', 'conflict'],
  }),
  settleSession: route({
    method: 'POST',
    path: '/cases/:caseId/plans/:planId/sessions/:sessionId',
    summary: 'Say whether they came, or move it',
    allow: 'case.write',
    params: z.strictObject({ caseId: id, planId: id, sessionId: id }),
    query: empty,
    body: z.strictObject({ revision: z.number().int(), state: z.enum(SESSION_STATES), at: time }),
    output: z.object({ plan }),
    errors: ['not_found', 'conflict'],
  }),
  notes: route({
    method: 'GET',
    path: '/cases/:caseId/plans/:planId/therapist-notes',
    summary: 'Your notes as the therapist of this plan; for everybody else they do not exist',
    allow: 'therapy_note.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ notes: z.array(therapistNote) }),
    errors: ['not_found'],
  }),
  addNote: route({
    method: 'POST',
    path: '/cases/:caseId/plans/:planId/therapist-notes',
    summary: 'Write a note into the therapist’s own sealed space',
    allow: 'therapy_note.write',
    params,
    query: empty,
    body: z.strictObject({ clientId, sessionId: id.nullable(), text: text(8_000) }),
    output: z.object({ note: therapistNote }),
    errors: ['not_found', 'conflict'],
  }),
  handOver: route({
    method: 'POST',
    path: '/cases/:caseId/plans/:planId/hand-over',
    summary: 'The therapist names who goes on, and whether their notes go along; nobody else can open them',
    allow: 'therapy_note.write',
    params,
    query: empty,
    body: z.strictObject({ revision: z.number().int(), to: id, withNotes: z.boolean() }),
    output: z.object({ plan }),
    errors: ['not_found', 'conflict'],
  }),
} as const;
