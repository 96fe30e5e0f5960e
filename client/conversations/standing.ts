// What this person may do in this conversation now, as far as the page can tell; the server decides each time (A1).
import type { StaffConversation } from '../../shared/protocol/conversation.ts';

export type Lock = 'left_quickly' | 'ended' | 'lost' | 'watching' | 'waiting';

export interface Standing {
  readonly holds: boolean;
  readonly consults: boolean;
  readonly mayWrite: boolean;
  readonly wrapUp: boolean;
  /** Why the composer is closed, or null when it is open. */
  readonly lock: Lock | null;
}

export function standingOf(conversation: StaffConversation, agentId: string | null): Standing {
  const holds = conversation.holder?.agentId === agentId;
  const consults = conversation.consulting.some((other) => other.agentId === agentId);
  const lock = lockOf(conversation, holds || consults);
  return { holds, consults, mayWrite: lock === null, wrapUp: holds && conversation.state === 'wrap_up', lock };
}

/** Exit comes first: whoever left quickly must not find a line from us on the screen. */
function lockOf(conversation: StaffConversation, mine: boolean): Lock | null {
  if (conversation.endReason === 'exit') return 'left_quickly';
  if (conversation.state === 'active' && conversation.visitor.presence === 'left') return 'left_quickly';
  if (conversation.endReason === 'lost') return 'lost';
  if (conversation.state === 'wrap_up' || conversation.state === 'closed') return 'ended';
  if (!mine) return conversation.state === 'active' ? 'watching' : 'waiting';
  return conversation.state === 'active' ? null : 'waiting';
}
