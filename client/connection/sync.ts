// Brings the desk level with the server after every connect: subscribe and load, then each open log from the last seq
// that is certain (L4, L5). Knows neither the socket nor the screen.
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Note } from '../../shared/protocol/desk.ts';
import type { Entry } from '../../shared/protocol/entry.ts';
import type { Desk } from '../desk/desk.ts';
import { contiguousSeq } from '../desk/entries.ts';
import type { Command, Output } from './protocol.ts';

export interface SyncTarget {
  readonly command: Command;
  readonly desk: () => Desk;
  readonly onDesk: (snapshot: Output<'desk:open'>) => void;
  readonly onPage: (page: LogPage, watched: boolean) => void;
  readonly onGone: (conversationId: string) => void;
}

export interface LogPage {
  readonly conversation: StaffConversation;
  readonly entries: readonly Entry[];
  readonly more: boolean;
  readonly notes: readonly Note[];
}

/** True when the desk is level; false when the line broke again on the way (the next connect starts over). */
export async function bringLevel(target: SyncTarget): Promise<boolean> {
  const reply = await target.command('desk:open', {});
  if (!reply.ok) return false;
  target.onDesk(reply.value);
  const threads = Object.values(target.desk().threads);
  const levels = await Promise.all(threads.map((t) => catchUp(target, t.conversation.conversationId, t.watched)));
  return levels.every(Boolean);
}

/** Pages on until nothing is missing. A supervisor's subscription to a log is asked for anew first. */
export async function catchUp(target: SyncTarget, conversationId: string, watched: boolean): Promise<boolean> {
  if (watched) {
    const reply = await target.command('conversation:watch', { conversationId, watching: true });
    if (!reply.ok) return refused(target, conversationId, reply.error.code);
    target.onPage(reply.value, true);
    if (!reply.value.more) return true;
  }
  for (;;) {
    const afterSeq = contiguousSeq(target.desk().threads[conversationId]?.entries ?? []);
    const reply = await target.command('conversation:open', { conversationId, afterSeq });
    if (!reply.ok) return refused(target, conversationId, reply.error.code);
    target.onPage(reply.value, watched);
    if (!reply.value.more || reply.value.entries.length === 0) return true;
  }
}

/** What is no longer ours leaves the desk; anything else is tried again at the next connect. */
function refused(target: SyncTarget, conversationId: string, code: string): boolean {
  if (code !== 'not_found' && code !== 'closed' && code !== 'forbidden') return false;
  target.onGone(conversationId);
  return true;
}
