/** What staff are reminded of. A person is never reminded by the system (V2). */
import { z } from 'zod';
import { DUE_KINDS } from '../../domain/due-kinds.ts';
import { code, empty, id, time } from '../common.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';

export const reminder = z
  .object({
    reminderId: id,
    kind: z.enum(DUE_KINDS),
    /** Null for what is no case yet: a received referral (`about`). */
    caseId: id.nullable(),
    reference: z.string(),
    about: z.object({ kind: code, id }),
    dueAt: time,
    overdue: z.boolean(),
    /** Counted in hours: it stands before everything else, however long that is overdue. */
    pressing: z.boolean(),
    /** Coordinator and supervisor see it as well. */
    escalated: z.boolean(),
    /** Whose it is; null is nobody's in particular. */
    assignee: casePerson.nullable(),
    /** Yours because you cover for them. */
    coveringFor: casePerson.nullable(),
  })
  .meta({ id: 'Reminder' });
export type Reminder = z.infer<typeof reminder>;

export const reminderRoutes = {
  list: route({
    method: 'GET',
    path: '/reminders',
    summary: 'What you are reminded of, soonest first; coordinators and supervisors also what is overdue with others',
    allow: 'reminder.list',
    params: empty,
    query: empty,
    body: empty,
    output: z.object({
      mine: z.array(reminder),
      escalated: z.array(reminder),
      /** For the console's count: yours, and escalated ones where you answer for those. */
      count: z.number().int(),
    }),
    errors: [],
  }),
} as const;
