/**
 * The one table of what may become of a message that somebody left: received, taken by one person by name, done with
 * what came of it. Nobody but a lead takes it from another, who may be ill; and only who has it says how it went.
 */
import { isLeadRole } from './permissions.ts';

export const INBOUND_STATES = ['received', 'taken', 'done'] as const;
export type InboundState = (typeof INBOUND_STATES)[number];

export const INBOUND_OUTCOMES = [
  'spoke',
  'agreed_callback',
  'no_answer',
  'unsafe_stopped',
  'answered_in_chat',
  'not_for_us',
] as const;
export type InboundOutcome = (typeof INBOUND_OUTCOMES)[number];

/** What still needs a person. */
export const OPEN_INBOUND_STATES: readonly InboundState[] = ['received', 'taken'];

export interface InboundStanding {
  readonly state: InboundState;
  readonly takenBy: { readonly agentId: string } | null;
  readonly outcome: InboundOutcome | null;
}

export type InboundMove = { readonly agentId: string; readonly role: string } & (
  | { readonly cause: 'take'; readonly from: string | null }
  | { readonly cause: 'finish'; readonly outcome: InboundOutcome }
);

/** `same`: this very move was made before, by the same person, so that sending it again is the same answer. */
export type InboundVerdict = 'move' | 'same' | 'not_taken' | 'taken_by_another' | 'over';

/** From whom is said: two who press at once do not take it from each other. */
function mayTakeOver({ state, takenBy }: InboundStanding, move: InboundMove): boolean {
  return state === 'taken' && move.cause === 'take' && move.from === takenBy?.agentId && isLeadRole(move.role);
}

export function judgeInbound(standing: InboundStanding, move: InboundMove): InboundVerdict {
  const { state, takenBy, outcome } = standing;
  if (state === 'received') return move.cause === 'take' ? 'move' : 'not_taken';
  if (takenBy?.agentId !== move.agentId) return mayTakeOver(standing, move) ? 'move' : 'taken_by_another';
  if (state === 'taken') return move.cause === 'take' ? 'same' : 'move';
  return move.cause === 'finish' && move.outcome === outcome ? 'same' : 'over';
}
