// The topics of a tool as a page shows them: in their groups, by the words one looks for, and which still lack an answer.
import type { ToolDefinition } from '../../shared/domain/tools/tool-definition.ts';
import type { Topic } from '../../shared/domain/tools/topic.ts';
import { type Filling, shownOn } from './filling.ts';

export interface TopicGroup {
  readonly code: string;
  readonly title: string;
  readonly topics: readonly Topic[];
}

/** Groups in the order of the tool, each with the topics that match; none that would be empty. */
export function groupsOf({ groups, topics }: ToolDefinition, words = ''): readonly TopicGroup[] {
  return groups
    .map(({ code, title }) => ({
      ...{ code, title },
      topics: topics.filter((topic) => topic.group === code && speaksOf(topic, words)),
    }))
    .filter((group) => group.topics.length > 0);
}

/** Every word that is looked for begins a word of the topic, in any order. */
function speaksOf({ text, licensedText = '', hint = '' }: Topic, words: string): boolean {
  const said = ` ${[text, licensedText, hint].join(' ').toLowerCase()}`;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return wanted.every((word) => said.split(/[^\p{L}\p{N}]+/u).some((each) => each.startsWith(word)));
}

export interface Lacking {
  readonly unanswered: readonly Topic[];
  readonly notKnown: readonly Topic[];
}

export function lackingIn(filling: Filling): Lacking {
  const { topics } = filling.view.definition;
  const said = (topic: Topic) => shownOn(filling, topic.id)?.answer?.is;
  return {
    unanswered: topics.filter((topic) => said(topic) === undefined),
    notKnown: topics.filter((topic) => said(topic) === 'not_known'),
  };
}

export function answeredOf(filling: Filling, topics: readonly Topic[]): number {
  return topics.filter(({ id }) => shownOn(filling, id)?.answer != null).length;
}
