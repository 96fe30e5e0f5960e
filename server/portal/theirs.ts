/** Which referrals are there for a partner's account: those that arrived at its own partner. */

import { isSeenByPartner, type PartnerSees } from '../../shared/domain/partner-sees.ts';
import type { Relation } from '../../shared/domain/permissions.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { ReferralRow } from '../referrals/index.ts';

export type TheirRow = ReferralRow & { readonly state: PartnerSees };

/** An account of the role that names no partner sees nothing. */
export function ownPartner({ partnerId = null }: Pick<StaffSession, 'partnerId'>): readonly Relation[] {
  return partnerId === null ? [] : ['own'];
}

export function isTheirs(
  row: ReferralRow | null,
  { partnerId = null }: Pick<StaffSession, 'partnerId'>,
): row is TheirRow {
  if (row === null || partnerId === null) return false;
  return (
    row.kind === 'referral' && row.recipientId === partnerId && row.firstSentAt !== null && isSeenByPartner(row.state)
  );
}
