/** Actions of a case: what is to be done, by whom and by when, with what came of it. */
import { z } from 'zod';
import { ACTION_DOERS, ACTION_STATES } from '../../domain/plan-states.ts';
import { day } from '../case-sections.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';

const revision = z.number().int();
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { message: 'Write a time as HH:MM.' });

export const action = z
  .object({
    actionId: id,
    revision,
    caseId: id,
    planId: id.nullable(),
    goalId: id.nullable(),
    what: z.string(),
    doer: z.enum(ACTION_DOERS),
    /** Which others, as somebody wrote it. */
    who: z.string().nullable(),
    /** Who does it, or asks after it. */
    assignee: casePerson.nullable(),
    dueAt: time.nullable(),
    state: z.enum(ACTION_STATES),
    outcome: code.nullable(),
    said: z.string().nullable(),
    madeAt: time,
    madeBy: casePerson,
    changedBy: casePerson,
    settledAt: time.nullable(),
    settledBy: casePerson.nullable(),
  })
  .meta({ id: 'Action' });
export type Action = z.infer<typeof action>;

const params = z.strictObject({ caseId: id });
const ofAction = z.strictObject({ caseId: id, actionId: id });
const actionWords = {
  planId: id.nullable(),
  goalId: id.nullable(),
  what: text(1_000),
  doer: z.enum(ACTION_DOERS),
  who: text(200).nullable(),
  assigneeId: id.nullable(),
  /** By the end of this day in England, or at `dueTime` of it. */
  dueOn: day.nullable(),
  dueTime: clock.nullable(),
};
const changedAction = z.object({ action });

export const actionRoutes = {
  add: route({
    method: 'POST',
    path: '/cases/:caseId/actions',
    summary: 'Add an action: what, who does it, by when',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({ clientId, ...actionWords }),
    output: changedAction,
    errors: ['not_found', 'conflict'],
  }),
  change: route({
    method: 'PUT',
    path: '/cases/:caseId/actions/:actionId',
    summary: 'Change an open action under the revision that was read',
    allow: 'case.write',
    params: ofAction,
    query: empty,
    body: z.strictObject({ revision, ...actionWords }),
    output: changedAction,
    errors: ['not_found', 'conflict'],
  }),
  settle: route({
    method: 'POST',
    path: '/cases/:caseId/actions/:actionId/settle',
    summary: 'Done or cancelled, with what came of it',
    allow: 'case.write',
    params: ofAction,
    query: empty,
    body: z.strictObject({
      revision,
      state: z.enum(['done', 'cancelled']),
      outcome: code,
      said: text(2_000).nullable(),
    }),
    output: changedAction,
    errors: ['not_found', 'conflict'],
  }),
  reopen: route({
    method: 'POST',
    path: '/cases/:caseId/actions/:actionId/reopen',
    summary: 'It was not done after all',
    allow: 'case.write',
    params: ofAction,
    query: empty,
    body: z.strictObject({ revision }),
    output: changedAction,
    errors: ['not_found', 'conflict'],
  }),
  mine: route({
    method: 'GET',
    path: '/actions',
    summary: 'Your open actions in all cases, and those of whom you cover, soonest first',
    allow: 'case.list',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({
      actions: z.array(action.extend({ reference: z.string(), calledName: z.string().nullable() })),
    }),
    errors: [],
  }),
} as const;
