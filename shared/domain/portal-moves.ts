/**
 * What a partner may say of a referral and what becomes of it, by the one table of referrals. A referral that was taken back
 * can only be confirmed as stopped and deleted, whatever it was before (C1).
 */
import type { ReferralState } from '../protocol/desk.ts';
import { isSeenByPartner } from './partner-sees.ts';
import { type ReferralCause, referralMayBecome } from './referral-state.ts';

export const PARTNER_ANSWERS = [
  'acknowledge',
  'accept',
  'decline',
  'waiting_list',
  'question',
  'outcome',
  'stopped',
] as const;
export type PartnerAnswer = (typeof PARTNER_ANSWERS)[number];

const WAYS: Readonly<Record<PartnerAnswer, readonly [ReferralCause, ReferralState]>> = {
  acknowledge: ['acknowledged', 'acknowledged'],
  accept: ['partner_accepted', 'accepted'],
  decline: ['partner_declined', 'declined'],
  waiting_list: ['partner_listed', 'waiting_list'],
  question: ['partner_asked_more', 'returned_needs_info'],
  outcome: ['partner_finished', 'completed'],
  stopped: ['stop_confirmed', 'recalled'],
};

/** The state that an answer leads to; null where the partner cannot say this now. */
export function afterPartner(answer: PartnerAnswer, state: ReferralState): ReferralState | null {
  if (!isSeenByPartner(state)) return null;
  const [cause, to] = WAYS[answer];
  if (referralMayBecome(state, to, cause)) return to;
  return answer === 'question' && referralMayBecome(state, state, cause) ? state : null;
}

/** While it is paused nobody is to be reached (H4): whoever takes it on does so once we say that it goes on. */
export function waitsWhilePaused(answer: PartnerAnswer): boolean {
  return answer === 'accept';
}

/** Where the service's answer leaves it: where it stood before the question. Null where nothing was asked. */
export function afterService(history: readonly ReferralState[]): ReferralState | null {
  const state = history.at(-1);
  if (state === undefined) return null;
  if (state !== 'returned_needs_info') return referralMayBecome(state, state, 'service_answered') ? state : null;
  const before = history.findLast((each) => each !== 'returned_needs_info');
  return before === 'waiting_list' ? 'waiting_list' : 'acknowledged';
}
