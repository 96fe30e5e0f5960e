/**
 * A rule of a tool as data: a closed vocabulary of what it looks at and of what it asks people to do. No code stands in a
 * definition, and no clause reads a missing answer as "no": `no` needs a "no" that somebody gave.
 */
import { z } from 'zod';
import { code, text } from '../../protocol/common.ts';
import { ageBand } from '../../protocol/pre-chat.ts';
import { RISK_LEVELS } from '../risk-level.ts';
import { evidence, SCALE_AT_MOST, SENTENCE_MAX } from './topic.ts';

export const riskLevel = z.enum(RISK_LEVELS);
const topicIds = z.array(code).min(1, 'Name at least one topic.').max(200);

/** All clauses of a rule must hold. "Any of" is `atLeast: 1`; "all of" is as many as are named. */
const clause = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('yes'), of: topicIds, atLeast: z.number().int().min(1) }),
  z.strictObject({ kind: z.literal('no'), of: topicIds }),
  z.strictObject({ kind: z.literal('chosen'), topic: code, anyOf: z.array(code).min(1, 'Name at least one option.') }),
  z.strictObject({ kind: z.literal('rated'), of: topicIds, atLeast: z.number().int().min(1).max(SCALE_AT_MOST) }),
  z.strictObject({ kind: z.literal('band'), is: z.array(riskLevel).min(1, 'Name at least one band.') }),
  z.strictObject({ kind: z.literal('age'), in: z.array(ageBand).min(1, 'Name at least one age band.') }),
]);
export type Clause = z.infer<typeof clause>;

/** Kinds of partner that a result may point to; which partner that is, the pathways of the area decide. */
export const PATHWAY_FLAGS = [
  'idva',
  'marac',
  'isva',
  'stalking',
  'hate_crime',
  'young_people',
  'mental_health',
  'children_social_care',
  'adult_social_care',
] as const;

/** Every effect asks a person; none of them sends, tells or decides anything by itself. */
export const effect = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('ask_judgement'), level: riskLevel }),
  z.strictObject({ do: z.literal('offer_tool'), tool: code }),
  z.strictObject({ do: z.literal('flag_pathway'), flag: z.enum(PATHWAY_FLAGS) }),
  z.strictObject({ do: z.literal('alert_lead'), when: z.enum(['now', 'today']) }),
  z.strictObject({ do: z.literal('offer_emergency') }),
  z.strictObject({ do: z.literal('open_concern'), about: z.enum(['child', 'adult']) }),
  z.strictObject({ do: z.literal('start_safety_plan') }),
  z.strictObject({ do: z.literal('advise'), text: text(SENTENCE_MAX) }),
]);
export type Effect = z.infer<typeof effect>;

export const rule = z.strictObject({
  id: code,
  when: z.array(clause).min(1, 'Say when the rule holds.').max(10),
  effects: z.array(effect).min(1, 'Say what follows from the rule.').max(10),
  /** Shown with every suggestion. */
  because: text(SENTENCE_MAX),
  source: text(SENTENCE_MAX),
  evidence,
});
export type Rule = z.infer<typeof rule>;
