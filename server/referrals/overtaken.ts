/**
 * What a partner is told of a referral comes to it in the order in which it was decided (H4): a pause that could not be delivered
 * is not tried again once sharing goes on, nor its end once somebody has asked to stop again, and none begins beside another.
 */
import { withdrawalEffect } from '../../shared/domain/referral-state.ts';
import type { Session } from '../platform/mongo.ts';
import type { ReferralsDeps } from './deps.ts';
import { noticeIdOf, type ReferralRow } from './referral-record.ts';

export function isOvertaken(notice: ReferralRow, referral: ReferralRow): boolean {
  if (notice.kind !== 'pause' && notice.kind !== 'resume') return false;
  if (referral.state === 'withdrawn' || referral.state === 'recalled') return true;
  const { referralId, pause = null } = referral;
  if (notice.kind === 'resume') return pause !== null;
  // What is said once more has the same id, and more (`stop-again.ts`).
  return pause === null || !notice._id.startsWith(noticeIdOf(referralId, 'pause', pause.requestId));
}

/** It is not said any more; where it was tried it may have arrived, and what overtook it is said after it. */
export async function dropNotice(
  deps: Pick<ReferralsDeps, 'outbox'>,
  session: Session,
  notice: ReferralRow,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<ReferralRow> {
  const effect = withdrawalEffect(notice.state, notice.attempt);
  if (effect === null) return notice;
  const state = effect === 'stopped' ? 'withdrawn' : 'recalled';
  const change = { state, dueAt: null, lease: null, leaseUntil: null, tell: null } as const;
  return deps.outbox.changeIn(session, notice, change, [{ state, at, by }]);
}
