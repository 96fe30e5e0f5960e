/** The concerns register: raised by anybody on the staff, decided by a lead, closed with a reason. */
import { z } from 'zod';
import {
  CONCERN_CLOSURES,
  CONCERN_DECISIONS,
  CONCERN_KINDS,
  CONCERN_SOURCES,
  CONCERN_STATES,
} from '../../domain/concern.ts';
import { day } from '../case-sections.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { route } from './define.ts';

const person = z.object({ agentId: id, name: z.string() });

const action = z.object({
  actionId: id,
  owner: person,
  dueOn: z.string().nullable(),
  doneAt: time.nullable(),
});

export const concernRow = z
  .object({
    concernId: id,
    revision: z.number().int(),
    kind: z.enum(CONCERN_KINDS),
    source: z.enum(CONCERN_SOURCES),
    state: z.enum(CONCERN_STATES),
    raisedAt: time,
    raisedBy: person,
    owner: person.nullable(),
    decisions: z.array(z.enum(CONCERN_DECISIONS)),
    closure: z.enum(CONCERN_CLOSURES).nullable(),
    reviewOn: z.string().nullable(),
    actions: z.array(action),
    conversationId: id.nullable(),
    caseId: id.nullable(),
    /** The emergency it follows from. */
    alertId: id.nullable(),
  })
  .meta({ id: 'Concern' });
export type ConcernRow = z.infer<typeof concernRow>;

export const recordStep = z.object({
  stepId: id,
  kind: code,
  at: time,
  by: person,
  codes: z.record(z.string(), z.string()),
  text: z.string().nullable(),
});
export type RecordStep = z.infer<typeof recordStep>;

/** What was noted in the emergency, in order: a field or a step, and what it became. */
const emergencyNote = z.object({
  at: time,
  by: person,
  field: code,
  step: code.nullable(),
  now: z.string().nullable(),
});

const params = z.strictObject({ concernId: id });
const changed = z.object({ concern: concernRow });
const words = text(4_000);
const write = { clientId, revision: z.number().int().min(1) };

const concernStep = z.discriminatedUnion('kind', [
  z.strictObject({ ...write, kind: z.literal('note'), text: words }),
  z.strictObject({ ...write, kind: z.literal('own'), agentId: id }),
  z.strictObject({
    ...{ ...write, kind: z.literal('decide'), text: words },
    decisions: z.array(z.enum(CONCERN_DECISIONS)).min(1, 'Choose at least one decision.').max(CONCERN_DECISIONS.length),
  }),
  z.strictObject({ ...write, kind: z.literal('act'), text: words, agentId: id, dueOn: day.nullable() }),
  z.strictObject({ ...write, kind: z.literal('act_done'), actionId: id, text: words.nullable() }),
  z.strictObject({ ...write, kind: z.literal('review'), reviewOn: day.nullable(), text: words.nullable() }),
  z.strictObject({ ...write, kind: z.literal('close'), closure: z.enum(CONCERN_CLOSURES), text: words }),
  z.strictObject({ ...write, kind: z.literal('reopen'), text: words }),
]);
export type ConcernStep = z.infer<typeof concernStep>;

export const concernRoutes = {
  list: route({
    method: 'GET',
    path: '/concerns',
    summary: 'Concerns that are yours to see, what nobody has decided first; without what they say',
    allow: 'concern.list',
    params: empty,
    query: z.strictObject({
      state: z.enum(CONCERN_STATES).optional(),
      caseId: id.optional(),
      conversationId: id.optional(),
    }),
    body: empty,
    output: z.object({
      concerns: z.array(concernRow),
      openTotal: z.number().int(),
      /** Who may own one, or an action of one. */
      staff: z.array(person),
    }),
    errors: [],
  }),
  raise: route({
    method: 'POST',
    path: '/concerns',
    summary: 'Raise a concern, from a conversation, from a case, or by hand',
    allow: 'concern.raise',
    params: empty,
    query: empty,
    body: z.strictObject({
      clientId,
      kind: z.enum(['child', 'adult', 'child_protection', 'other']),
      text: words,
      conversationId: id.nullable(),
      caseId: id.nullable(),
    }),
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
  open: route({
    method: 'POST',
    path: '/concerns/:concernId/open',
    summary: 'Read one whole; who read it is recorded first (A2)',
    allow: 'concern.read',
    params,
    query: empty,
    body: empty,
    output: z.object({
      concern: concernRow,
      text: z.string(),
      steps: z.array(recordStep),
      emergency: z.array(emergencyNote),
    }),
    errors: ['not_found'],
  }),
  step: route({
    method: 'POST',
    path: '/concerns/:concernId/steps',
    summary: 'Note, own, decide, act, review, close or reopen',
    allow: 'concern.decide',
    params,
    query: empty,
    body: concernStep,
    output: changed,
    errors: ['not_found', 'conflict'],
  }),
} as const;
