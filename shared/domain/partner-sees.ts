/** Where a referral stands once it has arrived, and what of it a partner is shown. */
import type { ReferralState } from '../protocol/desk.ts';

/** The partner has it, or had it. */
export const ARRIVED = [
  'sent',
  'acknowledged',
  'accepted',
  'declined',
  'waiting_list',
  'completed',
  'returned_needs_info',
] as const satisfies readonly ReferralState[];

/** Only what has arrived there, and that it was taken back since. */
export const PARTNER_SEES = [...ARRIVED, 'recalled'] as const satisfies readonly ReferralState[];
export type PartnerSees = (typeof PARTNER_SEES)[number];

export function isSeenByPartner(state: ReferralState): state is PartnerSees {
  return PARTNER_SEES.some((each) => each === state);
}
