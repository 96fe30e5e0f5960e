/**
 * A tool as data: topics, how they are scored, which bands and rules follow, who may use it. The same schema reads the
 * tools that are shipped and a file that a service loads with licensed wording; `check-tool.ts` says what is wrong with one.
 */
import { z } from 'zod';
import { code, language, text } from '../../protocol/common.ts';
import { ageBand } from '../../protocol/pre-chat.ts';
import { riskLevel, rule } from './rule.ts';
import { evidence, LABEL_MAX, SENTENCE_MAX, topic } from './topic.ts';

/** Written into every file, so that a later form is never read as this one. */
export const TOOL_FORMAT = 'tool-1';

export const TOOL_KINDS = ['needs', 'risk', 'screening', 'guide', 'safeguarding', 'contact', 'measure'] as const;
export const MOMENTS = ['start', 'review', 'end'] as const;
export const REVIEW_EVENTS = ['new_incident', 'leaving', 'court', 'child_contact', 'change'] as const;

const topicIds = z.array(code).min(1, 'Name at least one topic.').max(200);

const scoring = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('count_yes'), of: topicIds }),
  /** `beside` is shown with the sum and never added to it: the person's own score leads (D7). */
  z.strictObject({ kind: z.literal('sum'), of: topicIds, beside: topicIds.optional() }),
]);

const bands = z.strictObject({
  /** From the lowest; the first begins at 0. */
  levels: z
    .array(z.strictObject({ band: riskLevel, from: z.number().int().min(0), meaning: text(SENTENCE_MAX) }))
    .min(2, 'Name at least two bands.')
    .max(3),
  /** While more topics than this lack an answer there is no band, unless the highest is reached already (D4). */
  lackingAtMost: z.number().int().min(0),
  source: text(SENTENCE_MAX),
  evidence,
  /** Thresholds that an area agreed on, not the tool itself. */
  localConvention: z.boolean(),
});

export const toolDefinition = z.strictObject({
  format: z.literal(TOOL_FORMAT),
  code,
  version: code,
  kind: z.enum(TOOL_KINDS),
  title: text(LABEL_MAX),
  /** What it is for, and what it is not. */
  purpose: text(SENTENCE_MAX),
  /** What to see to before the first topic. */
  before: z.array(text(SENTENCE_MAX)).max(20).default([]),
  source: text(SENTENCE_MAX),
  evidence,
  validFrom: z.iso.date('Write a day as YYYY-MM-DD.'),
  validTo: z.iso.date('Write a day as YYYY-MM-DD.').optional(),
  language,
  wording: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('paraphrase') }),
    z.strictObject({ kind: z.literal('licensed'), licence: text(SENTENCE_MAX) }),
  ]),
  /** Whom it was made for; others are told so and not kept from it. */
  ages: z.array(ageBand).min(1, 'Name at least one age band.'),
  /** What a worker must hold to finish it; null where nothing is asked. */
  qualification: code.nullable(),
  /** Filled in anew at each of these; empty where it is filled in whenever there is need. */
  moments: z.array(z.enum(MOMENTS)).max(MOMENTS.length).default([]),
  groups: z
    .array(z.strictObject({ code, title: text(LABEL_MAX) }))
    .min(1, 'Name at least one group.')
    .max(30),
  topics: z.array(topic).min(1, 'A tool has at least one topic.').max(200, 'A tool has at most 200 topics.'),
  scoring,
  bands: bands.nullable(),
  rules: z.array(rule).max(100, 'A tool has at most 100 rules.'),
  review: z.strictObject({
    afterDays: z.number().int().min(1).max(1_000).nullable(),
    after: z.array(z.enum(REVIEW_EVENTS)),
  }),
});
export type ToolDefinition = z.infer<typeof toolDefinition>;

/** Tools that a rule of this one may offer. */
export function followUpToolsOf({ rules }: Pick<ToolDefinition, 'rules'>): string[] {
  const offered = rules
    .flatMap((each) => each.effects)
    .flatMap((each) => (each.do === 'offer_tool' ? [each.tool] : []));
  return [...new Set(offered)];
}
