/** What the clocks of a received referral are read from. */
import type { InboundTimes } from '../../shared/domain/inbound-clocks.ts';
import type { InboundReferralDoc, Passing } from './inbound-referral.ts';

export function timesOf(doc: InboundReferralDoc): InboundTimes {
  const { state, reportedAt, receivedAt, triagedAt, firstContactAt, endedAt, priority, ageBand, urgentSince } = doc;
  return {
    ...{ state, reportedAt, receivedAt, triagedAt, firstContactAt, endedAt, priority, ageBand, urgentSince },
    senderGrade: doc.senderRisk?.grade ?? null,
    passedOnAt: doc.passing?.referral?.sentAt ?? null,
    // Taken back, or answered by a no: nobody waits for a word any more.
    acknowledgedAt: answeredAt(doc.passing),
    partnerKind: doc.choice?.kind ?? null,
  };
}

function answeredAt(passing: Passing | null): number | null {
  const referral = passing?.referral ?? null;
  if (passing === null || referral === null) return null;
  return referral.acknowledgedAt ?? (passing.open ? null : referral.sentAt);
}
