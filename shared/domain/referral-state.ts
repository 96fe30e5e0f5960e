/**
 * The one table of what may become of an outbound referral. Before `sending` nothing has left; from then on the partner
 * may have it, so whatever is taken back is recalled, not merely stopped (C1, C2).
 */
import type { ReferralState } from '../protocol/desk.ts';
import { ARRIVED } from './partner-sees.ts';

interface Move {
  readonly from: readonly ReferralState[];
  readonly to: ReferralState;
}

const UNSENT = ['draft', 'consent_pending', 'held', 'ready'] as const;

/** The partner has it and has not yet said what it will do. */
const UNDECIDED = ['sent', 'acknowledged', 'waiting_list', 'returned_needs_info'] as const;

const MOVES = {
  consent_asked: [{ from: ['draft', 'returned_needs_info'], to: 'consent_pending' }],
  consent_given: [
    { from: ['draft', 'consent_pending'], to: 'held' },
    { from: ['draft', 'consent_pending'], to: 'ready' },
  ],
  hold_over: [{ from: ['held'], to: 'ready' }],
  /** A person who left quickly after the yes: a coordinator decides, so it waits again. */
  left_quickly: [{ from: ['held'], to: 'held' }],
  /** They turned out to be under 16 since the yes: nothing leaves before the note is saved (H10). */
  age_known: [{ from: ['held', 'ready'], to: 'held' }],
  attempt_begun: [{ from: ['ready', 'sending'], to: 'sending' }],
  delivered: [{ from: ['sending'], to: 'sent' }],
  acknowledged: [{ from: ['sending', 'sent'], to: 'acknowledged' }],
  /** Somebody asked by reference and phrase that sharing stops: it waits until a person has asked whether it was them (H4). */
  asked_to_stop: [{ from: ['held', 'ready', 'sending'], to: 'held' }],
  /** A backup knows neither what was taken back since nor what has left since: a person decides (C1, C2). */
  restored: [{ from: ['held', 'ready', 'sending'], to: 'held' }],
  gave_up: [{ from: ['held', 'ready', 'sending'], to: 'undeliverable' }],
  /** Somebody looked, and it is sent once more under the same key. */
  retried: [{ from: ['undeliverable'], to: 'ready' }],
  /** Also what never left because the address or the agreement was not good. */
  stopped: [{ from: [...UNSENT, 'undeliverable'], to: 'withdrawn' }],
  /** From `held` where it had left before a restore put it there, from `ready` where somebody sends it once more. */
  recalled: [{ from: ['held', 'ready', 'sending', 'undeliverable', ...ARRIVED], to: 'recalled' }],
  partner_accepted: [{ from: UNDECIDED, to: 'accepted' }],
  partner_declined: [{ from: UNDECIDED, to: 'declined' }],
  /** Also again: how long it takes is known better as time goes on. */
  partner_listed: [{ from: UNDECIDED, to: 'waiting_list' }],
  /** Once it is accepted a question holds nothing up. */
  partner_asked_more: [
    { from: UNDECIDED, to: 'returned_needs_info' },
    { from: ['accepted'], to: 'accepted' },
  ],
  /** It is the partner's turn again, where it stood before the question. */
  service_answered: [
    { from: ['returned_needs_info'], to: 'acknowledged' },
    { from: ['returned_needs_info'], to: 'waiting_list' },
    { from: ['accepted'], to: 'accepted' },
  ],
  partner_finished: [{ from: ['accepted'], to: 'completed' }],
  /** The partner says that it has stopped and deleted what it got: the end stays the end. */
  stop_confirmed: [{ from: ['recalled'], to: 'recalled' }],
} as const satisfies Record<string, readonly Move[]>;

export type ReferralCause = keyof typeof MOVES;

export const REFERRAL_CAUSES: readonly ReferralCause[] = Object.keys(MOVES).filter(
  (name): name is ReferralCause => name in MOVES,
);

export function referralMayBecome(from: ReferralState, to: ReferralState, cause: ReferralCause): boolean {
  const moves: readonly Move[] = MOVES[cause];
  return moves.some((move) => move.to === to && move.from.includes(from));
}

/** Whether any cause takes a referral this way; whoever writes a change asks, so that nothing else is ever stored. */
export function isReferralMove(from: ReferralState, to: ReferralState): boolean {
  return REFERRAL_CAUSES.some((cause) => referralMayBecome(from, to, cause));
}

/** What taking the consent back does; `attempts` counts the sendings ever begun. Null: it was taken back before. */
export function withdrawalEffect(state: ReferralState, attempts: number): 'stopped' | 'recalled' | null {
  if (state === 'withdrawn' || state === 'recalled') return null;
  return attempts === 0 ? 'stopped' : 'recalled';
}
