/** What staff see of a referral that they have to see to: whom to ring, what to say, nothing of the person. */
import type { HeldReferral, Unanswered, Undeliverable } from '../../shared/protocol/http/referral-follow-up.ts';
import type { Partners } from '../partners/index.ts';
import { iso } from '../platform/ports.ts';
import { failureWords } from './failure-words.ts';
import type { NoticeDoc } from './notices.store.ts';
import { type ReferralRow, waitOf } from './referral-record.ts';

export function aboutRow(partners: Pick<Partners, 'find'>, row: ReferralRow, now: number) {
  const { referralId, reference, conversationId, recipientId } = row;
  const recipient = partners.find(recipientId, now)?.recipient;
  return {
    ...{ referralId, reference, conversationId, caseId: row.caseId ?? null, recipientId },
    recipientName: recipient?.name ?? recipientId,
    rings: recipient?.rings ?? null,
  };
}

export function presentUndeliverable(partners: Pick<Partners, 'find'>, row: ReferralRow, now: number): Undeliverable {
  const { kind, state, lastFailure, transitions, createdAt } = row;
  const reason = lastFailure ?? 'not_possible';
  const since = iso(transitions.at(-1)?.at ?? createdAt);
  return {
    ...aboutRow(partners, row, now),
    deliveryId: row._id,
    kind,
    state,
    since,
    reason,
    sentence: failureWords(reason),
  };
}

export function presentHeld(partners: Pick<Partners, 'find'>, row: ReferralRow, now: number): HeldReferral[] {
  const waits = waitOf(row);
  const since = iso(row.transitions.at(-1)?.at ?? row.createdAt);
  return waits === null ? [] : [{ ...aboutRow(partners, row, now), since, why: waits.why }];
}

/** An e-mail about a referral that has arrived: what it says, somebody can say by telephone. */
export function presentUnsentMail(
  partners: Pick<Partners, 'find'>,
  row: ReferralRow,
  { _id: deliveryId, failedAt }: NoticeDoc,
  now: number,
): Undeliverable {
  const reason = 'mail_refused';
  return {
    ...aboutRow(partners, row, now),
    ...{ deliveryId, kind: 'notice', state: row.state, since: iso(failedAt ?? row.createdAt) },
    ...{ reason, sentence: failureWords(reason) },
  };
}

export function presentUnanswered(partners: Pick<Partners, 'find'>, row: ReferralRow, now: number): Unanswered[] {
  const { sentAt, chase, chases = [] } = row;
  if (sentAt === null || !chase) return [];
  const { step, at } = chase;
  const due = { step, dueAt: iso(at), overdue: at <= now, asked: chases.length };
  return [{ ...aboutRow(partners, row, now), sentAt: iso(sentAt), ...due }];
}

/** To be read out; whoever answers there may not be who may know whom it is about. */
export function chaseScript(row: Pick<ReferralRow, 'service' | 'reference' | 'sentAt'>, who: string | null): string {
  const day = row.sentAt === null ? null : new Date(row.sentAt).toLocaleDateString('en-GB', DAY);
  return [
    `Hello, I am calling from ${row.service}. ${who === null ? 'Could I speak to whoever looks after referrals?' : `Could I speak to ${who}?`}`,
    `We sent you a referral${day === null ? '' : ` on ${day}`}. Its reference is ${row.reference}.`,
    'Have you got it? Who will look at it, and when? May I write down your name?',
    'I will not say on the telephone whom it is about.',
  ].join(' ');
}

const DAY = { day: 'numeric', month: 'long', timeZone: 'Europe/London' } as const;
