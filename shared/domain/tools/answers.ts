/**
 * What may be answered to a topic of a tool. "Not known" is an answer of its own and can be given to every topic; a topic
 * that nobody has answered has none. Neither is a "no" (D4).
 */
import { z } from 'zod';
import { code, text } from '../../protocol/common.ts';
import { SCALE_AT_MOST, scaleMaxOf, type Topic } from './topic.ts';

export const TOLD_MAX_UNITS = 2_000;
const CHOSEN_MAX = 30;

export const answer = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('yes') }),
  z.strictObject({ is: z.literal('no') }),
  z.strictObject({ is: z.literal('not_known') }),
  z.strictObject({
    is: z.literal('chosen'),
    options: z
      .array(code)
      .min(1, 'Choose at least one, or leave the topic without an answer.')
      .max(CHOSEN_MAX)
      .refine((options) => new Set(options).size === options.length, 'Choose each option once.'),
  }),
  z.strictObject({ is: z.literal('rated'), score: z.number().int().min(0).max(SCALE_AT_MOST) }),
  z.strictObject({ is: z.literal('told'), text: text(TOLD_MAX_UNITS) }),
]);
export type Answer = z.infer<typeof answer>;

/** By topic id; a topic that is missing is unanswered. */
export type Answers = ReadonlyMap<string, Answer>;

/** A sentence for whoever answered, or null where the answer fits its topic. */
export function answerFault(topic: Topic, given: Answer): string | null {
  if (given.is === 'not_known') return null;
  switch (topic.answer.type) {
    case 'yes_no':
      return given.is === 'yes' || given.is === 'no' ? null : 'Answer yes, no or not known.';
    case 'scale':
      return given.is === 'rated' && given.score <= scaleMaxOf(topic)
        ? null
        : `Answer with a number from 0 to ${scaleMaxOf(topic)}, or not known.`;
    case 'text':
      return given.is === 'told' ? null : 'Answer in words, or not known.';
    case 'choice':
      return given.is === 'chosen' ? choiceFault(topic.answer, given.options) : 'Choose from the list, or not known.';
  }
}

function choiceFault(
  { options, many }: Extract<Topic['answer'], { type: 'choice' }>,
  chosen: readonly string[],
): string | null {
  const known = new Set(options.map((each) => each.code));
  const unknown = chosen.filter((each) => !known.has(each));
  if (unknown.length > 0) return `The list has no "${unknown.join('", "')}".`;
  return many || chosen.length === 1 ? null : 'Choose one only.';
}

/** What counts as answered for a topic; an answer that does not fit it counts as none. */
export function answerTo(topic: Topic, answers: Answers): Answer | null {
  const given = answers.get(topic.id);
  return given === undefined || answerFault(topic, given) !== null ? null : given;
}
