/**
 * Assessments: begun in a conversation or a case, saved topic by topic over several contacts, finished by who is qualified.
 * One is reached through what it belongs to: a conversation, and once that became part of a case, the case.
 */
import { z } from 'zod';
import { answer } from '../../domain/tools/answers.ts';
import { ANSWER_SOURCES } from '../../domain/tools/history.ts';
import { riskLevel } from '../../domain/tools/rule.ts';
import { MOMENTS } from '../../domain/tools/tool-definition.ts';
import { POLICE_GRADES, POLICE_RISK_TOOLS } from '../../reference/police-risk-tools.ts';
import { assessmentRow, assessmentView, contact, reading, standingAnswer, standingLevel } from '../assessment.ts';
import { day } from '../case-sections.ts';
import { clientId, code, empty, id, text } from '../common.ts';
import { route } from './define.ts';

const params = z.strictObject({ assessmentId: id });
const whole = z.object({ assessment: assessmentView });

/** Exactly one of the two. */
const ONE_SUBJECT = 'Name one of conversationId and caseId.';
const isOne = (given: { conversationId?: unknown; caseId?: unknown }) =>
  (given.conversationId === undefined) !== (given.caseId === undefined);

export const newAssessment = z
  .strictObject({
    clientId,
    tool: code,
    /** Left out: the version in force. */
    version: code.optional(),
    moment: z.enum(MOMENTS).optional(),
    conversationId: id.optional(),
    caseId: id.optional(),
    /** The therapeutic plan of the case that a measure belongs to. */
    planId: id.optional(),
  })
  .refine(isOne, ONE_SUBJECT);
export type NewAssessment = z.infer<typeof newAssessment>;

export const answerInput = z.strictObject({
  topicId: code,
  /** Null takes the answer away: the topic is unanswered again, which is not a no. */
  answer: answer.nullable(),
  note: text(2_000).nullable(),
  source: z.enum(ANSWER_SOURCES),
  /** The revision of the topic that was on the screen; 0 where nobody had answered it. */
  revision: z.number().int().min(0),
});

export const assessmentRoutes = {
  list: route({
    method: 'GET',
    path: '/assessments',
    summary: 'The assessments of a conversation or a case, newest first',
    allow: 'assessment.use',
    params: empty,
    query: z.strictObject({ conversationId: id.optional(), caseId: id.optional() }).refine(isOne, ONE_SUBJECT),
    body: empty,
    output: z.object({ assessments: z.array(assessmentRow) }),
    errors: ['not_found'],
  }),
  start: route({
    method: 'POST',
    path: '/assessments',
    summary: 'Begin one; what is known from pre-chat, wrap-up and other tools comes with it, marked with its origin',
    allow: 'assessment.use',
    params: empty,
    query: empty,
    body: newAssessment,
    output: whole,
    errors: ['not_found', 'conflict'],
  }),
  open: route({
    method: 'GET',
    path: '/assessments/:assessmentId',
    summary: 'One whole, with its history; who read it is recorded first (A2)',
    allow: 'assessment.use',
    params,
    query: empty,
    body: empty,
    output: whole,
    errors: ['not_found'],
  }),
  answer: route({
    method: 'POST',
    path: '/assessments/:assessmentId/answers',
    summary: 'Save answers as they come, topic by topic; one that somebody else changed meanwhile keeps theirs',
    allow: 'assessment.use',
    params,
    query: empty,
    body: z.strictObject({
      contact: contact.nullable(),
      answers: z.array(answerInput).min(1, 'Send at least one answer.').max(200),
    }),
    output: z.object({
      row: assessmentRow,
      /** The topics that were sent, as they stand now. */
      answers: z.array(standingAnswer),
      /** Of those: which keep what somebody else answered meanwhile. */
      conflicts: z.array(code),
      reading,
    }),
    errors: ['not_found', 'conflict'],
  }),
  finish: route({
    method: 'POST',
    path: '/assessments/:assessmentId/finish',
    summary: 'Say that it is filled in as far as it can be; takes the qualification that the tool asks for',
    allow: 'assessment.use',
    params,
    query: empty,
    body: z.strictObject({ revision: z.number().int() }),
    output: whole,
    errors: ['not_found', 'conflict'],
  }),
  level: route({
    method: 'POST',
    path: '/assessments/:assessmentId/level',
    summary: 'Change the level by judgement: raising takes effect at once, lowering is proposed to a second person',
    allow: 'assessment.use',
    params,
    query: empty,
    body: z.strictObject({ clientId, from: standingLevel, to: riskLevel, reason: text(2_000) }),
    output: whole,
    errors: ['not_found', 'conflict'],
  }),
  policeGrade: route({
    method: 'POST',
    path: '/assessments/:assessmentId/police-grades',
    summary: 'Note the grade that the police gave, as theirs and with its date',
    allow: 'assessment.use',
    params,
    query: empty,
    body: z.strictObject({
      clientId,
      tool: z.enum(POLICE_RISK_TOOLS),
      grade: z.enum(POLICE_GRADES),
      gradedOn: day,
    }),
    output: whole,
    errors: ['not_found', 'conflict'],
  }),
} as const;
