/** The lists of what did not go and of what nobody has answered, and sending something again (C1, C2). */
import { isInForce } from '../../shared/domain/consent.ts';
import { decide } from '../../shared/domain/permissions.ts';
import type { Referral } from '../../shared/protocol/desk.ts';
import type { HeldReferral, Unanswered, Undeliverable } from '../../shared/protocol/http/referral-follow-up.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { thereFor } from '../kept-out/index.ts';
import type { StaffSession } from '../platform/http-route.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import { mayChase } from './chase-referral.ts';
import type { ReferralsDeps } from './deps.ts';
import type { NoticeDoc } from './notices.store.ts';
import type { Theirs } from './outbox.store.ts';
import { personNow } from './person-now.ts';
import { presentHeld, presentUnanswered, presentUndeliverable, presentUnsentMail } from './present-follow-up.ts';
import { presentReferral, type ReferralRow } from './referral-record.ts';

/** More than these are not one worker's to see to in a day. */
const AT_MOST = 500;

export async function listUndeliverable(
  deps: ReferralsDeps,
  who: StaffSession,
): Promise<Result<{ referrals: Undeliverable[] }>> {
  const rows = await mayKnow(deps, await deps.outbox.undeliverable(AT_MOST), who);
  const now = deps.clock.now();
  const mails = (await mailsNotSent(deps, who)).map(({ row, notice }) =>
    presentUnsentMail(deps.partners, row, notice, now),
  );
  return ok({ referrals: [...rows.map((row) => presentUndeliverable(deps.partners, row, now)), ...mails] });
}

/** E-mails that were given up, each with its referral: that is there, and its partner may not know. */
async function mailsNotSent(deps: ReferralsDeps, who: StaffSession) {
  const given = await deps.notices.undeliverable(AT_MOST);
  const rows = await Promise.all(given.map(({ referralId }) => deps.outbox.find(referralId)));
  const known = await mayKnow(
    deps,
    rows.flatMap((row) => row ?? []),
    who,
  );
  return given.flatMap((notice) => {
    const row = known.find(({ referralId }) => referralId === notice.referralId);
    return row === undefined ? [] : [{ row, notice }];
  });
}

/** What waits for a decision whether it leaves, and why it does. */
export async function listHeld(deps: ReferralsDeps, who: StaffSession): Promise<Result<{ referrals: HeldReferral[] }>> {
  const rows = await mayKnow(deps, await deps.outbox.held(AT_MOST), who);
  return ok({ referrals: rows.flatMap((row) => presentHeld(deps.partners, row, deps.clock.now())) });
}

/** Those that they may ask after: a worker what they made or work with; who answers for the service all of them. */
export async function listUnanswered(
  deps: ReferralsDeps,
  who: StaffSession,
): Promise<Result<{ referrals: Unanswered[] }>> {
  const theirs = decide('referral.chase', who.role, []) === 'allowed' ? null : await workOf(deps, who);
  const rows: ReferralRow[] = [];
  for (const row of await mayKnow(deps, await deps.outbox.unanswered(AT_MOST, theirs), who))
    if (await mayChase(deps, row, who)) rows.push(row);
  return ok({ referrals: rows.flatMap((row) => presentUnanswered(deps.partners, row, deps.clock.now())) });
}

/** Looked for before the limit, so that what is everybody's leaves room for it. */
async function workOf(deps: ReferralsDeps, who: StaffSession): Promise<Theirs> {
  return { createdBy: who.agentId, ...(await deps.workOf(who, await deps.outbox.unansweredTalks())) };
}

/** Who knows somebody in it does not learn that there is a referral (H8). */
function mayKnow(
  { keptOut }: ReferralsDeps,
  rows: readonly ReferralRow[],
  { agentId }: StaffSession,
): Promise<ReferralRow[]> {
  return thereFor(keptOut, rows, agentId, ({ caseId, conversationId }) => ({ caseId, conversationId }));
}

export interface RetryInput {
  readonly referralId: string;
  /** Of the referral itself, or of what is to be said about it since. */
  readonly deliveryId: string;
}

/** Under the same Idempotency-Key and with the same bytes, so a partner that has it after all still has one. */
export async function retryReferral(
  deps: ReferralsDeps,
  { referralId, deliveryId }: RetryInput,
  who: StaffSession,
): Promise<Result<{ referral: Referral }>> {
  const outcome = await transact(deps.database, async (session): Promise<Result<ReferralRow>> => {
    const notice = await deps.notices.findIn(session, deliveryId);
    if (notice !== null) return retryMail(deps, session, { referralId, notice }, who);
    const row = await deps.outbox.findIn(session, deliveryId);
    if (row?.referralId !== referralId) return fail('not_found');
    if ((await personNow(deps, session, row)).knows(who.agentId)) return fail('not_found');
    // Pressed twice, or by two: it is on its way.
    if (row.state === 'ready' || row.state === 'sending') return ok(row);
    if (row.state !== 'undeliverable') return fail('conflict', { reason: 'not_undeliverable' });
    const now = deps.clock.now();
    const may = await mayGo(deps, session, row, now);
    if (!may.ok) return may;
    await deps.audit.record(
      {
        actor: { id: who.agentId, role: who.role },
        action: 'referral.retry',
        target: { kind: 'referral', id: referralId },
        meta: { kind: row.kind, attempt: row.attempt },
      },
      session,
    );
    const change = { state: 'ready' as const, dueAt: now, tell: null, retriedAfter: row.attempt };
    return ok(await deps.outbox.changeIn(session, row, change, [{ state: 'ready', at: now, by: who.agentId }]));
  });
  if (!outcome.ok) return outcome;
  const row = outcome.value;
  if (row.kind === 'referral') deps.referralChanged(row);
  deps.schedule(row);
  return ok({ referral: presentReferral(row) });
}

/** The e-mail alone: its referral has arrived, and is not sent again. */
async function retryMail(
  deps: ReferralsDeps,
  session: Session,
  { referralId, notice }: { readonly referralId: string; readonly notice: NoticeDoc },
  who: StaffSession,
): Promise<Result<ReferralRow>> {
  const row = await deps.outbox.findIn(session, referralId);
  if (row === null || notice.referralId !== referralId) return fail('not_found');
  if ((await personNow(deps, session, row)).knows(who.agentId)) return fail('not_found');
  if (!notice.failedAt) return notice.dueAt === null ? fail('conflict', { reason: 'not_undeliverable' }) : ok(row);
  await deps.audit.record(
    {
      actor: { id: who.agentId, role: who.role },
      action: 'referral.retry',
      target: { kind: 'referral', id: referralId },
      meta: { kind: 'notice', attempt: notice.attempt },
    },
    session,
  );
  await deps.notices.retryIn(session, notice, deps.clock.now());
  return ok(row);
}

/** [C1] A referral only under the consent that is in force now; what takes back or pauses always may. */
async function mayGo(deps: ReferralsDeps, session: Session, row: ReferralRow, now: number): Promise<Result<null>> {
  const { recipientId, kind } = row;
  const channel =
    kind === 'referral' ? deps.partners.channelOf(recipientId, now) : deps.partners.lastChannelOf(recipientId);
  if (channel === null) return fail('conflict', { reason: 'recipient_not_usable' });
  if (kind !== 'referral') return ok(null);
  if (!isInForce(await deps.consents.findConsent(session, row.consentId), now)) return fail('consent_missing');
  return (await personNow(deps, session, row)).lock;
}
