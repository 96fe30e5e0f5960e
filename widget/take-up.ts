/** Takes what the server says of a conversation into the state, and lets the text go when its time is over (P2). */
import type { VisitorConversation } from '../shared/protocol/conversation.ts';
import type { Entry } from '../shared/protocol/entry.ts';
import type { Parts } from './session-parts.ts';

export const REREAD_MS = 5 * 60_000;

export interface Page {
  readonly conversation: VisitorConversation;
  readonly entries: readonly Entry[];
}

export function takeUp(parts: Parts, { conversation, entries }: Page, complete: boolean): void {
  const { store, lists } = parts;
  const isFirst = store.state().conversation === null;
  store.tell({ type: 'entries', conversation, entries, complete });
  if (isFirst) void lists().then((found) => found && store.set({ lists: found }));
  afterChange(parts);
}

/** When a conversation has ended, the text stays readable for a while, counted from its end (H18). */
export function afterChange({ store, token, now, startOver }: Parts): void {
  const { conversation, rereadUntil } = store.state();
  if (conversation?.state !== 'ended' || rereadUntil !== null || token.get() === null) return;
  const ended = Date.parse(conversation.endedAt ?? '');
  // Clocks differ: never longer than the time from now, and no shorter because a phone runs ahead by a little.
  const until = Math.min(now(), Number.isNaN(ended) ? now() : ended) + REREAD_MS;
  if (until <= now()) startOver();
  else store.set({ rereadUntil: until });
}

export function forgetText({ store, token }: Pick<Parts, 'store' | 'token'>): void {
  token.drop();
  store.tell({ type: 'forget-text' });
}
