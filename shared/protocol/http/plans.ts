/** Plans of a case with goals and reviews, what is on record of therapy, and the waiting lists. */
import { z } from 'zod';
import { GOAL_STATES, PLAN_PROGRESS, PLAN_STATES, SESSION_STATES } from '../../domain/plan-states.ts';
import { MOMENTS } from '../../domain/tools/tool-definition.ts';
import { day } from '../case-sections.ts';
import { clientId, code, empty, id, text, time } from '../common.ts';
import { action } from './actions.ts';
import { casePerson } from './cases.ts';
import { route } from './define.ts';

const revision = z.number().int();
const count = z.number().int();
const note = text(4_000).nullable();
const known = z.enum(['yes', 'no', 'not_known']).nullable();

export const planGoal = z.object({
  goalId: id,
  text: z.string(),
  state: z.enum(GOAL_STATES),
  note: z.string().nullable(),
});

export const planReview = z.object({
  reviewId: id,
  at: time,
  by: casePerson,
  progress: z.enum(PLAN_PROGRESS),
  note: z.string().nullable(),
  nextOn: day.nullable(),
});

export const therapySession = z.object({
  sessionId: id,
  at: time,
  state: z.enum(SESSION_STATES),
  changedBy: casePerson,
});

const measure = z.object({
  assessmentId: id,
  tool: z.object({ code, version: code, title: z.string() }),
  moment: z.enum(MOMENTS),
  state: z.enum(['open', 'finished']),
  /** Null while something that counts lacks an answer. */
  score: z.number().int().nullable(),
  startedAt: time,
  finishedAt: time.nullable(),
  by: casePerson,
});
export type PlanMeasure = z.infer<typeof measure>;

/** Only of a therapeutic plan (E7). What a therapist writes is not here: it has its own sealed space. */
export const therapy = z.object({
  modality: code.nullable(),
  /** Whether evidence is still to be given: the notes may be asked for, and are kept to facts. */
  preTrial: z.object({ applies: known, note: z.string().nullable() }),
  /** Assessments by a tool that measures, oldest first, and what became of the score between start and end. */
  measures: z.object({
    list: z.array(measure),
    change: z.object({ title: z.string(), start: z.number(), end: z.number(), change: z.number() }).nullable(),
  }),
  sessions: z.object({ offered: count, attended: count, notAttended: count, list: z.array(therapySession) }),
  /** Of the therapist’s own notes, for the therapist alone; null for everybody else. */
  notes: z.object({ count, lastAt: time.nullable() }).nullable(),
  /** Stands on the record for whoever is asked to hand it over. */
  presumption: z.object({ code: z.literal('against_disclosure'), says: z.string(), source: z.string() }),
});

export const plan = z
  .object({
    planId: id,
    /** Where it stands: this case, or one that became part of it. */
    caseId: id,
    revision,
    kind: code,
    /** The advocacy group, of an advocacy plan. */
    group: code.nullable(),
    state: z.enum(PLAN_STATES),
    aim: z.string(),
    /** The worker, advocate or therapist. */
    lead: casePerson.nullable(),
    startedOn: day,
    /** On the waiting list since. */
    waitingSince: day.nullable(),
    /** The next review: of the plan, or of the wait. */
    reviewOn: day.nullable(),
    goals: z.array(planGoal),
    reviews: z.array(planReview),
    openActions: z.number().int(),
    endedAt: time.nullable(),
    outcome: code.nullable(),
    outcomeSaid: z.string().nullable(),
    therapy: therapy.nullable(),
    changedAt: time,
    changedBy: casePerson,
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof plan>;

const params = z.strictObject({ caseId: id });
const ofPlan = z.strictObject({ caseId: id, planId: id });

const planWords = {
  aim: text(2_000),
  leadId: id.nullable(),
  reviewOn: day.nullable(),
};
const changedPlan = z.object({ plan });

const waitingRow = z.object({
  planId: id,
  caseId: id,
  reference: z.string(),
  calledName: z.string().nullable(),
  kind: code,
  group: code.nullable(),
  since: day,
  reviewOn: day.nullable(),
  risk: code,
  ageBand: code.nullable(),
});

export const planRoutes = {
  list: route({
    method: 'GET',
    path: '/cases/:caseId/plans',
    summary:
      'The plans of a case with goals and reviews, and its actions: open ones by their day, then the latest of the others',
    allow: 'case.read',
    params,
    query: empty,
    body: empty,
    output: z.object({ plans: z.array(plan), actions: z.array(action) }),
    errors: ['not_found'],
  }),
  make: route({
    method: 'POST',
    path: '/cases/:caseId/plans',
    summary: 'Make a plan of a kind, with its goals; on the waiting list where there is no room yet',
    allow: 'case.write',
    params,
    query: empty,
    body: z.strictObject({
      clientId,
      kind: code,
      group: code.nullable(),
      ...planWords,
      startedOn: day,
      goals: z.array(z.strictObject({ text: text(500) })).max(20),
      /** It begins when there is room. */
      waiting: z.boolean(),
      /** Above the cap of its group: said, and on record. */
      overCap: z.boolean().optional(),
    }),
    output: changedPlan,
    errors: ['not_found', 'conflict'],
  }),
  change: route({
    method: 'PUT',
    path: '/cases/:caseId/plans/:planId',
    summary: 'Change aim, lead, review and goals under the revision that was read',
    allow: 'case.write',
    params: ofPlan,
    query: empty,
    body: z.strictObject({
      revision,
      ...planWords,
      goals: z
        .array(z.strictObject({ goalId: id.nullable(), text: text(500), state: z.enum(GOAL_STATES), note }))
        .max(20),
      overCap: z.boolean().optional(),
    }),
    output: changedPlan,
    errors: ['not_found', 'conflict'],
  }),
  begin: route({
    method: 'POST',
    path: '/cases/:caseId/plans/:planId/begin',
    summary: 'From the waiting list into work, with who does it',
    allow: 'case.write',
    params: ofPlan,
    query: empty,
    body: z.strictObject({
      revision,
      leadId: id,
      startedOn: day,
      reviewOn: day.nullable(),
      overCap: z.boolean().optional(),
    }),
    output: changedPlan,
    errors: ['not_found', 'conflict'],
  }),
  review: route({
    method: 'POST',
    path: '/cases/:caseId/plans/:planId/reviews',
    summary: 'Review a plan, or a wait: how it goes, and when it is looked at next',
    allow: 'case.write',
    params: ofPlan,
    query: empty,
    body: z.strictObject({
      clientId,
      revision,
      progress: z.enum(PLAN_PROGRESS),
      note,
      nextOn: day.nullable(),
    }),
    output: changedPlan,
    errors: ['not_found', 'conflict'],
  }),
  end: route({
    method: 'POST',
    path: '/cases/:caseId/plans/:planId/end',
    summary: 'End a plan with its outcome; refused while actions of it are open, unless they end with it',
    allow: 'case.write',
    params: ofPlan,
    query: empty,
    body: z.strictObject({
      revision,
      state: z.enum(['completed', 'ended']),
      outcome: code,
      said: text(2_000),
      endOpen: z.boolean().optional(),
    }),
    output: changedPlan,
    errors: ['not_found', 'conflict'],
  }),
  waitingList: route({
    method: 'GET',
    path: '/waiting-lists',
    summary: 'Who waits for a plan of a kind or group, longest first, with how many each lead has',
    allow: 'case.list',
    params: empty,
    query: z.strictObject({ kind: code.optional(), group: code.optional() }),
    body: empty,
    output: z.object({
      waiting: z.array(waitingRow),
      leads: z.array(
        z.object({
          lead: casePerson,
          kind: code,
          group: code.nullable(),
          active: z.number().int(),
          cap: z.number().int().nullable(),
        }),
      ),
    }),
    errors: [],
  }),
} as const;
