/** An assessment as staff see it: a tool filled in for a conversation or a case, what it adds up to, and how it came to that. */
import { z } from 'zod';
import { RISK_LEVELS } from '../domain/risk-level.ts';
import { answer } from '../domain/tools/answers.ts';
import { ANSWER_SOURCES } from '../domain/tools/history.ts';
import { effect, riskLevel } from '../domain/tools/rule.ts';
import { MOMENTS, REVIEW_EVENTS, TOOL_KINDS, toolDefinition } from '../domain/tools/tool-definition.ts';
import { evidence } from '../domain/tools/topic.ts';
import { POLICE_GRADES, POLICE_RISK_TOOLS } from '../reference/police-risk-tools.ts';
import { code, id, time } from './common.ts';

export const ASSESSMENT_STATES = ['open', 'finished'] as const;

const person = z.object({ agentId: id, name: z.string() });
export const standingLevel = z.enum(['not_assessed', ...RISK_LEVELS]);

/** During which contact something was said; the record of it may not exist, as of a call. */
export const contact = z.strictObject({ kind: z.enum(['conversation', 'call', 'meeting']), id: id.nullable() });

export const policeGrade = z.object({
  gradeId: id,
  tool: z.enum(POLICE_RISK_TOOLS),
  grade: z.enum(POLICE_GRADES),
  /** The day on which the police gave it. */
  gradedOn: z.string(),
  by: person,
  at: time,
});

export const assessmentRow = z
  .object({
    assessmentId: id,
    tool: z.object({ code, version: code, title: z.string(), kind: z.enum(TOOL_KINDS) }),
    moment: z.enum(MOMENTS).nullable(),
    /** The therapeutic plan that it measures. */
    planId: id.nullable(),
    state: z.enum(ASSESSMENT_STATES),
    revision: z.number().int(),
    conversationId: id.nullable(),
    caseId: id.nullable(),
    /** What the answers add up to; `level` is what stands, which judgement may have raised. */
    band: riskLevel.nullable(),
    level: standingLevel,
    levelBy: z.enum(['tool', 'judgement']).nullable(),
    startedBy: person,
    startedAt: time,
    changedBy: person,
    changedAt: time,
    finishedBy: person.nullable(),
    finishedAt: time.nullable(),
  })
  .meta({ id: 'AssessmentRow' });
export type AssessmentRow = z.infer<typeof assessmentRow>;

const origin = z.discriminatedUnion('from', [
  z.object({ from: z.literal('pre_chat'), field: z.string(), said: z.string() }),
  z.object({ from: z.literal('wrap_up'), crimeType: code }),
  z.object({ from: z.literal('tool'), tool: code, assessmentId: id, topicId: code }),
]);

export const standingAnswer = z
  .object({
    topicId: code,
    answer: answer.nullable(),
    note: z.string().nullable(),
    source: z.enum(ANSWER_SOURCES),
    /** Where a carried answer came from. */
    origin: origin.nullable(),
    /** To be sent with a change of this topic. */
    revision: z.number().int(),
    by: person,
    at: time,
    contact: contact.nullable(),
    /** A number or an address stands in the words, where nobody was asked whether it is safe. */
    contactInWords: z.boolean(),
  })
  .meta({ id: 'AssessmentAnswer' });
export type StandingAnswer = z.infer<typeof standingAnswer>;

export const reading = z
  .object({
    total: z.number().int(),
    answered: z.number().int(),
    yes: z.number().int(),
    no: z.number().int(),
    notKnown: z.number().int(),
    unanswered: z.number().int(),
    score: z.number().int().nullable(),
    beside: z.number().int().nullable(),
    band: riskLevel.nullable(),
    whyNoBand: z.enum(['tool_has_none', 'too_many_lack']).nullable(),
    couldReach: riskLevel.nullable(),
    /** All of it in a sentence that leaves nothing out. */
    said: z.string(),
    fired: z.array(
      z.object({
        ruleId: code,
        effects: z.array(effect),
        because: z.string(),
        source: z.string(),
        evidence,
        behind: z.array(z.object({ topicId: code, answer })),
      }),
    ),
  })
  .meta({ id: 'AssessmentReading' });
export type Reading = z.infer<typeof reading>;

const scorePair = z.object({
  start: z.number().int().nullable(),
  later: z.number().int().nullable(),
  change: z.number().int().nullable(),
});

const waitingLowering = z.object({ approvalId: id, proposedBy: person, proposedAt: time });

/** The level of a case, which assessments it came from, and whether lowering it waits for a second person. */
export const caseLevel = z
  .object({
    standing: standingLevel,
    lowering: waitingLowering.nullable(),
    cameFrom: z.array(
      z.object({ assessmentId: id, title: z.string(), state: z.enum(ASSESSMENT_STATES), startedAt: time }),
    ),
  })
  .meta({ id: 'CaseLevel' });
export type CaseLevel = z.infer<typeof caseLevel>;

export const assessmentView = z
  .object({
    row: assessmentRow,
    definition: toolDefinition,
    answers: z.array(standingAnswer),
    reading,
    /** The level of the case, where there is one; else its own. A change by judgement starts from it. */
    standing: standingLevel,
    /** How the level came to stand, oldest first. */
    levels: z.array(
      z.object({
        from: standingLevel,
        to: riskLevel,
        by: z.enum(['tool', 'judgement']),
        reason: z.string().nullable(),
        who: person,
        /** Who agreed to lower it. */
        approvedBy: person.nullable(),
        at: time,
      }),
    ),
    /** A lowering that waits for a second person: of the case, where there is one. */
    lowering: waitingLowering.nullable(),
    /** Whether the level of the case came from here, so that lowering it can be proposed here; else on the case itself. */
    raisedHere: z.boolean(),
    police: z.array(policeGrade),
    /** The police graded it higher than what stands here: a reason to look again, never a change by itself. */
    policeAbove: z.boolean(),
    qualification: z.object({ code, held: z.boolean(), until: z.string().nullable() }).nullable(),
    /** Whether the tool was made for somebody of this age; true where the age is not known. */
    suits: z.boolean(),
    review: z.object({ dueAt: time.nullable(), after: z.array(z.enum(REVIEW_EVENTS)) }),
    /** The last finished filling of the same tool, and what differs from it. */
    previous: z
      .object({
        assessmentId: id,
        finishedAt: time,
        level: standingLevel,
        differences: z.array(z.object({ topicId: code, before: answer.nullable(), after: answer.nullable() })),
      })
      .nullable(),
    /** Of needs: what became of them since the start. */
    outcome: z
      .object({
        needs: z.array(z.object({ need: code, person: scorePair, worker: scorePair })),
        completion: z.object({ both: z.number().int(), of: z.number().int() }),
      })
      .nullable(),
    history: z.array(z.object({ topicId: code, before: standingAnswer.nullable(), after: standingAnswer })),
  })
  .meta({ id: 'Assessment' });
export type AssessmentView = z.infer<typeof assessmentView>;
