/** A topic of a tool as data: what it is about in our own words, how it is answered, and what it need not be asked for. */
import { z } from 'zod';
import { code, text } from '../../protocol/common.ts';

export const evidence = z.enum(['R', 'R-', 'K']);

/** Where a topic names no other. */
export const SCALE_MAX = 5;
/** The longest scale that a topic may have. */
export const SCALE_AT_MOST = 10;

export const LABEL_MAX = 300;
export const SENTENCE_MAX = 1_000;

const option = z.strictObject({ code, label: text(LABEL_MAX) });

/** `not_known` can be answered to every one of them. */
const answerType = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('yes_no') }),
  z.strictObject({
    type: z.literal('choice'),
    options: z.array(option).min(2, 'Offer at least two options.').max(30, 'Offer at most 30 options.'),
    /** Whether several may be chosen. */
    many: z.boolean(),
  }),
  /** From 0 to `max` (5 where it is left out), with words for the two ends. */
  z.strictObject({
    type: z.literal('scale'),
    low: text(LABEL_MAX),
    high: text(LABEL_MAX),
    max: z.number().int().min(1).max(SCALE_AT_MOST).optional(),
    /** More is better: it counts the other way round in a sum. */
    reversed: z.literal(true).optional(),
  }),
  z.strictObject({ type: z.literal('text') }),
]);

/** What a carried answer may say without a person having been asked: never that nothing is known. */
const gives = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('yes') }),
  z.strictObject({ is: z.literal('no') }),
  z.strictObject({ is: z.literal('chosen'), options: z.array(code).min(1).max(30) }),
]);

export const CARRIED_PRE_CHAT = ['safeToTalk', 'whoAmI', 'inDanger', 'topic', 'ageBand'] as const;

/** Where an answer may come from, so that nobody is asked twice. */
const carry = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('pre_chat'),
    field: z.enum(CARRIED_PRE_CHAT),
    is: z.array(code).min(1, 'Name at least one answer.'),
    gives,
  }),
  z.strictObject({
    from: z.literal('wrap_up'),
    crimeTypes: z.array(code).min(1, 'Name at least one type of crime.'),
    gives,
  }),
  /** The same question in another tool. Where it is not quite the same, only a "yes" comes along. */
  z.strictObject({ from: z.literal('tool'), tool: code, topic: code, only: z.literal('yes').optional() }),
]);
export type Carry = z.infer<typeof carry>;

export const RATERS = ['person', 'worker'] as const;

export const topic = z.strictObject({
  id: code,
  group: code,
  /** In our own words. */
  text: text(SENTENCE_MAX),
  /** The publisher's words, where a service holds a licence and loads them. */
  licensedText: text(SENTENCE_MAX).optional(),
  hint: text(SENTENCE_MAX).optional(),
  answer: answerType,
  /** Shown folded, and never read out or shown beside other things. */
  sensitive: z.boolean().optional(),
  /** Whose view it is, where both are asked for. */
  rater: z.enum(RATERS).optional(),
  evidence: evidence.optional(),
  carries: z.array(carry).max(10, 'Name at most 10 places that an answer may come from.').optional(),
});
export type Topic = z.infer<typeof topic>;

/** The highest number that may be answered. */
export function scaleMaxOf({ answer }: Pick<Topic, 'answer'>): number {
  return answer.type === 'scale' ? (answer.max ?? SCALE_MAX) : SCALE_MAX;
}
