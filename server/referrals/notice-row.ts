/**
 * What is said of a referral since it left is a row of its own beside it: of the same referral, with a life that begins anew.
 */
import type { NoticePayload } from '../../shared/protocol/referral-payload.ts';
import type { ReferralRow } from './referral-record.ts';

interface NoticeOrder {
  readonly _id: string;
  readonly kind: NoticePayload['kind'];
  readonly consentId: string;
  readonly dueAt: number;
  readonly at: number;
  readonly purgeAt: Date;
}

export function noticeRow(row: ReferralRow, { _id, kind, consentId, dueAt, at, purgeAt }: NoticeOrder): ReferralRow {
  const { referralId, reference, conversationId, caseId, requestId, recipientId } = row;
  const { service, createdBy, versions, legalHold } = row;
  return {
    ...{ _id, kind, referralId, reference, conversationId, requestId, recipientId, consentId },
    ...(caseId === undefined ? {} : { caseId }),
    ...(kind === 'resume' ? {} : { urgent: true }),
    ...{ state: 'ready', itemIds: [], heldFor: null, dueAt, attempt: 0, lease: null, leaseUntil: null },
    ...{ firstSentAt: null, sentAt: null, acknowledgedAt: null, partnerReference: null, lastFailure: null },
    ...{ recallWanted: false, tell: null, service, createdBy, createdAt: at, versions, purgeAt, legalHold },
    transitions: [{ state: 'ready', at, by: 'system' }],
  };
}
