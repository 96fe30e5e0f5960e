/**
 * Nobody is asked twice: what was said in pre-chat, noted in a wrap-up or answered in another tool comes along as an answer
 * that names its origin and can be corrected. Only what was said is carried: silence and "not known" stay behind.
 */
import type { WrapUp } from '../../protocol/conversation.ts';
import type { PreChat } from '../../protocol/pre-chat.ts';
import { type Answer, answerFault } from './answers.ts';
import type { Carry, Topic } from './topic.ts';

export type Origin =
  | { readonly from: 'pre_chat'; readonly field: string; readonly said: string }
  | { readonly from: 'wrap_up'; readonly crimeType: string }
  | { readonly from: 'tool'; readonly tool: string; readonly assessmentId: string; readonly topicId: string };

export interface CarriedAnswer {
  readonly topicId: string;
  readonly answer: Answer;
  readonly origin: Origin;
}

export interface OtherTool {
  readonly tool: string;
  readonly assessmentId: string;
  /** When it was last answered; of two of one kind the later speaks. */
  readonly at: number;
  readonly answers: ReadonlyMap<string, Answer>;
}

export interface CarrySources {
  readonly preChat?: Omit<PreChat, 'message'> | null;
  readonly wrapUp?: Pick<WrapUp, 'crimeTypes'> | null;
  readonly otherTools?: readonly OtherTool[];
}

export function carriedAnswers(tool: { readonly topics: readonly Topic[] }, sources: CarrySources): CarriedAnswer[] {
  return tool.topics.flatMap((topic) => {
    const found = (topic.carries ?? []).flatMap((each) => brought(each, sources));
    const fitting = found.filter(({ answer }) => answer.is !== 'not_known' && answerFault(topic, answer) === null);
    // Where two sources differ, the one that says "yes" is looked at first: carrying must not hide a danger.
    const chosen = fitting.find(({ answer }) => answer.is === 'yes') ?? fitting[0];
    return chosen === undefined ? [] : [{ topicId: topic.id, ...chosen }];
  });
}

type Brought = Omit<CarriedAnswer, 'topicId'>;

function brought(carry: Carry, { preChat, wrapUp, otherTools = [] }: CarrySources): Brought[] {
  switch (carry.from) {
    case 'pre_chat': {
      const said = preChat?.[carry.field];
      if (said === undefined || !carry.is.includes(said)) return [];
      return [{ answer: carry.gives, origin: { from: 'pre_chat', field: carry.field, said } }];
    }
    case 'wrap_up': {
      const crimeType = carry.crimeTypes.find((each) => wrapUp?.crimeTypes.includes(each));
      return crimeType === undefined ? [] : [{ answer: carry.gives, origin: { from: 'wrap_up', crimeType } }];
    }
    case 'tool':
      return latestIn(otherTools, carry).filter(({ answer }) => carry.only !== 'yes' || answer.is === 'yes');
  }
}

/** The latest filling that knows an answer speaks, also where what it says cannot come along. */
function latestIn(others: readonly OtherTool[], wanted: Extract<Carry, { from: 'tool' }>): Brought[] {
  return others
    .filter((each) => each.tool === wanted.tool)
    .toSorted((a, b) => b.at - a.at)
    .flatMap(({ tool, assessmentId, answers }) => {
      const answer = answers.get(wanted.topic);
      if (answer === undefined || answer.is === 'not_known') return [];
      return [{ answer, origin: { from: 'tool' as const, tool, assessmentId, topicId: wanted.topic } }];
    })
    .slice(0, 1);
}
