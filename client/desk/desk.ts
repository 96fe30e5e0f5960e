// What a support worker's desk holds. All of it can be rebuilt from `desk:open` and `conversation:open` (L5).
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Agent, Alert, Note, Offer, Referral, Wallboard } from '../../shared/protocol/desk.ts';
import type { Entry } from '../../shared/protocol/entry.ts';

export interface Thread {
  readonly conversation: StaffConversation;
  readonly entries: readonly Entry[];
  readonly notes: readonly Note[];
  readonly referrals: readonly Referral[];
  readonly typing: boolean;
  /** False until its log was loaded once. */
  readonly loaded: boolean;
  /** A supervisor reads along; the conversation is not theirs (V5). */
  readonly watched: boolean;
}

export interface Ringing {
  readonly offer: Offer;
  /** On this machine's own monotonic clock, from `expiresInMs`: clocks of two machines need not agree. */
  readonly endsAt: number;
}

export interface Desk {
  readonly agent: Agent | null;
  readonly ringing: readonly Ringing[];
  readonly threads: Readonly<Record<string, Thread>>;
  readonly alerts: readonly Alert[];
  readonly wallboard: Wallboard | null;
}

export const emptyDesk: Desk = { agent: null, ringing: [], threads: {}, alerts: [], wallboard: null };

export function newThread(conversation: StaffConversation, watched = false): Thread {
  return { conversation, entries: [], notes: [], referrals: [], typing: false, loaded: false, watched };
}
