/**
 * The one table of what may become of a conversation: from which state to which, by which cause, and who may cause it.
 * Whatever is not written here does not happen (section 5 of the design: "one pure table of legal transitions").
 */
import type { ConversationState, VisitorConversation } from '../protocol/conversation.ts';
import type { AuthorRole } from '../protocol/entry.ts';

/** `agent` is whoever holds the conversation or its offer, whatever their role; `supervisor` steps in from outside. */
export type Causer = AuthorRole;

interface Move {
  readonly from: readonly ConversationState[];
  readonly to: ConversationState;
  readonly by: readonly Causer[];
}

const QUEUED = ['waiting', 'offered'] as const;
const UNENDED = ['waiting', 'offered', 'active'] as const;

/** The last five bear the names of the reasons in the log's `ended` entry. */
const MOVES = {
  offer_made: [{ from: ['waiting'], to: 'offered', by: ['system', 'supervisor'] }],
  offer_accepted: [{ from: ['offered'], to: 'active', by: ['agent'] }],
  offer_declined: [{ from: ['offered'], to: 'waiting', by: ['agent'] }],
  offer_expired: [{ from: ['offered'], to: 'waiting', by: ['system'] }],
  /** The agent went away or on a break, the visitor was lost, or staff took the offer back. */
  offer_dropped: [{ from: ['offered'], to: 'waiting', by: ['system', 'agent', 'supervisor'] }],
  assigned: [{ from: UNENDED, to: 'active', by: ['supervisor'] }],
  taken_over: [{ from: UNENDED, to: 'active', by: ['supervisor'] }],
  /** The agent stayed away past the grace, or a supervisor gives it back: the visitor keeps the old place (Q2). */
  returned: [{ from: ['active'], to: 'waiting', by: ['system', 'supervisor'] }],
  transferred: [
    { from: ['active'], to: 'waiting', by: ['agent', 'supervisor'] },
    { from: ['active'], to: 'active', by: ['agent', 'supervisor'] },
  ],
  wrapped_up: [{ from: ['wrap_up'], to: 'closed', by: ['agent', 'supervisor', 'system'] }],
  ended: [
    { from: QUEUED, to: 'closed', by: ['visitor', 'supervisor'] },
    { from: ['active'], to: 'wrap_up', by: ['visitor', 'agent', 'supervisor', 'system'] },
  ],
  exit: [
    { from: QUEUED, to: 'closed', by: ['visitor'] },
    { from: ['active'], to: 'wrap_up', by: ['visitor'] },
  ],
  left_queue: [{ from: QUEUED, to: 'closed', by: ['visitor', 'system'] }],
  lost: [
    { from: QUEUED, to: 'closed', by: ['system'] },
    { from: ['active'], to: 'wrap_up', by: ['system'] },
  ],
  service: [
    { from: QUEUED, to: 'closed', by: ['system', 'supervisor'] },
    { from: ['active'], to: 'wrap_up', by: ['system', 'supervisor'] },
  ],
} as const satisfies Record<string, readonly Move[]>;

export type Cause = keyof typeof MOVES;

function movesOf(cause: Cause): readonly Move[] {
  return MOVES[cause];
}

/** Every cause there is, for tables and tests. */
export const CAUSES: readonly Cause[] = Object.keys(MOVES).filter((name): name is Cause => name in MOVES);

/** Whether this cause takes a conversation from one state to the other; with `by`, also whether they may cause it. */
export function canBecome(from: ConversationState, to: ConversationState, cause: Cause, by?: Causer): boolean {
  return movesOf(cause).some(
    (move) => move.to === to && move.from.includes(from) && (by === undefined || move.by.includes(by)),
  );
}

/** Where a cause may lead from a state; empty where it has no meaning (the caller answers `closed` or `conflict`). */
export function statesAfter(from: ConversationState, cause: Cause): readonly ConversationState[] {
  return movesOf(cause)
    .filter((move) => move.from.includes(from))
    .map((move) => move.to);
}

/** Who may cause it from this state. */
export function whoMayCause(from: ConversationState, cause: Cause): readonly Causer[] {
  return movesOf(cause)
    .filter((move) => move.from.includes(from))
    .flatMap((move) => move.by);
}

/** What the visitor is told: an offer is the service's own business, and the wrap-up comes after their end. */
export function visitorState(state: ConversationState): VisitorConversation['state'] {
  switch (state) {
    case 'waiting':
    case 'offered':
      return 'waiting';
    case 'active':
      return 'active';
    case 'wrap_up':
    case 'closed':
      return 'ended';
  }
}

/** States in which a conversation holds one place of its agent: an offer, the conversation, its wrap-up until saved. */
export function holdsPlace(state: ConversationState): boolean {
  return state === 'offered' || state === 'active' || state === 'wrap_up';
}

/** Nobody writes to the visitor any more, and they do not write to us. */
export function hasEnded(state: ConversationState): boolean {
  return visitorState(state) === 'ended';
}
