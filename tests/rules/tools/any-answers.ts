/** Answers that chance can think of, and small ways to write some by hand. */
import fc from 'fast-check';
import type { Answer } from '../../../shared/domain/tools/answers.ts';
import type { ToolDefinition } from '../../../shared/domain/tools/tool-definition.ts';
import type { Topic } from '../../../shared/domain/tools/topic.ts';
import { shippedTools } from '../../../shared/reference/tools/shipped-tools.ts';

export function shippedTool(code: string): ToolDefinition {
  const tool = shippedTools.find((each) => each.code === code);
  if (tool === undefined) throw new Error(`There is no shipped tool "${code}".`);
  return tool;
}

export const yes = { is: 'yes' } as const;
export const no = { is: 'no' } as const;
export const notKnown = { is: 'not_known' } as const;

/** `undefined` is a topic that nobody has answered. */
export function anyAnswerTo({ answer }: Topic): fc.Arbitrary<Answer | undefined> {
  const unanswered = fc.constant(undefined);
  const unknown = fc.constant(notKnown);
  switch (answer.type) {
    case 'yes_no':
      return fc.constantFrom<(Answer | undefined)[]>(yes, no, notKnown, undefined);
    case 'scale':
      return fc.oneof(
        unanswered,
        unknown,
        fc.integer({ min: 0, max: 5 }).map((score) => ({ is: 'rated' as const, score })),
      );
    case 'text':
      return fc.oneof(
        unanswered,
        unknown,
        fc.string({ minLength: 1, maxLength: 20 }).map((text) => ({ is: 'told' as const, text: `x${text}` })),
      );
    case 'choice': {
      const codes = answer.options.map((each) => each.code);
      const chosen = fc.subarray(codes, { minLength: 1, maxLength: answer.many ? codes.length : 1 });
      return fc.oneof(
        unanswered,
        unknown,
        chosen.map((options) => ({ is: 'chosen' as const, options })),
      );
    }
  }
}

export function anyAnswers(tool: ToolDefinition): fc.Arbitrary<Map<string, Answer>> {
  return fc
    .tuple(...tool.topics.map((topic) => anyAnswerTo(topic).map((given) => [topic.id, given] as const)))
    .map((pairs) => new Map(pairs.filter((pair): pair is readonly [string, Answer] => pair[1] !== undefined)));
}

export const anyTool = fc.constantFrom(...shippedTools);

export const anyToolAnswered = anyTool.chain((tool) => fc.tuple(fc.constant(tool), anyAnswers(tool)));

/** The first so many counted topics answered in one way, the next in another, the rest left alone. */
export function answered(tool: ToolDefinition, ...runs: readonly (readonly [number, Answer])[]): Map<string, Answer> {
  const ids = tool.scoring.kind === 'none' ? tool.topics.map((each) => each.id) : [...tool.scoring.of];
  return new Map(
    runs.flatMap(([count, given]) => ids.splice(0, count).map((topicId): [string, Answer] => [topicId, given])),
  );
}
