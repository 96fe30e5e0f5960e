import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { timeOfDay } from '../ui/durations.ts';
import { say } from '../ui/words.ts';

/** Visitors have no names here. A conversation is known by what it is about, and by when it began. */
export function useTitleOf({ preChat, enqueuedAt }: StaffConversation): string {
  const topics = useReference('topics');
  const topic = preChat?.topic;
  return topic === undefined ? say('list.since', { time: timeOfDay(enqueuedAt) }) : labelOf(topics, topic);
}
