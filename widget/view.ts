/** Which view follows from the state: one at a time, and none without a way on. */
import { type Audience, audienceOf } from '../shared/text/wording.ts';
import type { Page, State } from './state.ts';

export type View =
  | Page
  | 'welcome'
  | 'closed'
  | 'safety'
  | 'not_safe'
  | 'requesting'
  | 'danger'
  | 'waiting'
  | 'chat'
  | 'ended'
  | 'replaced'
  | 'outdated';

export function viewOf(state: State): View {
  if (state.stopped !== null) return state.stopped;
  if (state.page !== null) return state.page;
  if (state.conversation === null) return viewBefore(state);
  switch (state.conversation.state) {
    case 'waiting':
      return state.danger === 'asked' ? 'danger' : 'waiting';
    case 'active':
      return 'chat';
    case 'ended':
      return 'ended';
  }
}

/** A closed service says so before anybody writes; somebody who is told "not safe" still gets there. */
function viewBefore({ stage, service }: State): View {
  if (stage === 'refused') return 'closed';
  const refuses = !service.open && service.reason !== 'nobody_available';
  return refuses && stage === 'welcome' ? 'closed' : stage;
}

/** Whose words to use: what the person said of their age decides, as soon as they said it. */
export function audience(state: State): Audience {
  return audienceOf(state.answers.ageBand);
}

export function endedReason(state: State): 'done' | 'left' | 'lost' | 'service' {
  const ended = state.log.entries.filter((entry) => entry.kind === 'ended').at(-1);
  if (ended?.kind !== 'ended') return 'done';
  if (ended.data.reason === 'lost' || (ended.data.reason === 'left_queue' && ended.data.by === 'system')) return 'lost';
  if (ended.data.reason === 'service') return 'service';
  return ended.data.reason === 'left_queue' ? 'left' : 'done';
}
