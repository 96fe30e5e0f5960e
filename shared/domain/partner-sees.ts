/** What a partner is shown: only what has arrived there, and that it was taken back since. */
import type { ReferralState } from '../protocol/desk.ts';

export const PARTNER_SEES = [
  'sent',
  'acknowledged',
  'accepted',
  'declined',
  'waiting_list',
  'completed',
  'returned_needs_info',
  'recalled',
] as const satisfies readonly ReferralState[];
export type PartnerSees = (typeof PARTNER_SEES)[number];

export function isSeenByPartner(state: ReferralState): state is PartnerSees {
  return PARTNER_SEES.some((each) => each === state);
}
