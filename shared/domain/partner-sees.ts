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

export const WITHHELD = ['taken_back', 'declined', 'agreement_over'] as const;
export type Withheld = (typeof WITHHELD)[number];

/**
 * Why a partner reads no more of what the person agreed to share, null where it does: it was given to be supported there, so who does
 * not support them, or works with us no longer, has no need of it. What was written about it goes the same way.
 */
export function withheldFrom(state: PartnerSees, agreed: boolean): Withheld | null {
  if (state === 'recalled') return 'taken_back';
  if (state === 'declined') return 'declined';
  return agreed ? null : 'agreement_over';
}
