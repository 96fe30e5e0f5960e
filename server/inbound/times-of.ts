/** What the clocks of a received referral are read from. */
import type { InboundTimes } from '../../shared/domain/inbound-clocks.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';

export function timesOf(doc: InboundReferralDoc): InboundTimes {
  const { state, reportedAt, receivedAt, triagedAt, firstContactAt, endedAt, priority, ageBand, urgentSince } = doc;
  return {
    ...{ state, reportedAt, receivedAt, triagedAt, firstContactAt, endedAt, priority, ageBand, urgentSince },
    senderGrade: doc.senderRisk?.grade ?? null,
    passedOnAt: doc.closeReason === 'passed_on' ? doc.endedAt : null,
    acknowledgedAt: doc.choice?.acknowledgedAt ?? null,
    partnerKind: doc.choice?.kind ?? null,
  };
}
