/** Writes how an attempt went: only the holder of the lease may, and what was taken back meanwhile is recalled (C1, C2). */
import type { ReferralState } from '../../shared/protocol/desk.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import { waitingFor } from './acknowledge-by.ts';
import { nextAttemptAt } from './backoff.ts';
import type { Verdict } from './channels/verdict.ts';
import type { ReferralsDeps } from './deps.ts';
import type { RowChange } from './outbox.store.ts';
import { afterPause, bringNoticesForward } from './pause-referral.ts';
import { personNow } from './person-now.ts';
import { type ReferralChange, type ReferralRow, recallIdOf, undeliverableOf } from './referral-record.ts';
import { stopAgain } from './stop-again.ts';

/** Null: the lease had gone to another, who will write what becomes of it. */
export function settleAttempt(deps: ReferralsDeps, sent: ReferralRow, verdict: Verdict): Promise<ReferralRow | null> {
  return transact(deps.database, async (session) => {
    const row = await deps.outbox.findIn(session, sent._id);
    const now = deps.clock.now();
    if (row === null || row.lease !== sent.lease) {
      if (row !== null && verdict.outcome !== 'hopeless') await stopAgain(deps, session, { row, sent, now });
      return null;
    }
    const waited = verdict.outcome === 'sent' && row.kind === 'referral' ? await waitFor(deps, session, row, now) : {};
    const change = { ...changeFor(deps, row, verdict, now), ...waited, lease: null, leaseUntil: null };
    const outcome: RowChange = row.recallWanted
      ? {
          ...change,
          state: 'recalled',
          recallWanted: false,
          dueAt: null,
          tell: null,
          purgeAt: deps.purgeAt(new Date(now)),
        }
      : afterPause(row, verdict, change);
    const state = outcome.state ?? row.state;
    const history: ReferralChange[] = state === row.state ? [] : [{ state, at: now, by: 'system' }];
    const after = await deps.outbox.changeIn(session, row, outcome, history);
    if (hasArrived(after) && noticeTo(deps, row) !== null) await deps.notices.putIn(session, after, now);
    await bringNoticesForward(deps, session, row, now);
    if (row.recallWanted) {
      await deps.sent.keepUntilIn(session, row.referralId, after.purgeAt);
      const recall = await deps.outbox.findIn(session, recallIdOf(row.referralId));
      if (recall?.state === 'ready') await deps.outbox.changeIn(session, recall, { dueAt: now }, []);
    }
    await deps.audit.record(
      {
        actor: { id: 'system', role: 'system' },
        action: `referral.${verdict.outcome === 'hopeless' ? 'undeliverable' : verdict.outcome}`,
        target: { kind: 'referral', id: row.referralId },
        meta: { kind: row.kind, attempt: row.attempt, failure: outcome.lastFailure ?? null },
      },
      session,
    );
    return after;
  });
}

/** From here on the partner has so long to say that it has it; then somebody asks (D2). */
async function waitFor(deps: ReferralsDeps, session: Session, row: ReferralRow, now: number): Promise<RowChange> {
  const { urgency } = await personNow(deps, session, row);
  return waitingFor(deps, row, { urgency, sentAt: now });
}

function hasArrived({ state }: ReferralRow): boolean {
  return state === 'sent' || state === 'acknowledged';
}

function noticeTo({ partners }: ReferralsDeps, { recipientId }: ReferralRow): string | null {
  return partners.lastChannelOf(recipientId)?.noticeTo ?? null;
}

function changeFor(deps: ReferralsDeps, row: ReferralRow, verdict: Verdict, now: number): RowChange {
  switch (verdict.outcome) {
    case 'acknowledged': {
      const { partnerReference } = verdict;
      return { ...arrived('acknowledged', now), acknowledgedAt: now, partnerReference };
    }
    case 'sent':
      return arrived('sent', now);
    case 'again': {
      const { retry } = deps.timings;
      const attempt = row.attempt - (row.retriedAfter ?? 0);
      const dueAt = nextAttemptAt(retry, { attempt, now, askedMs: verdict.askedMs });
      if (dueAt === null) return gaveUp(row, verdict.reason);
      const late = row.kind === 'referral' && attempt === retry.tellAfterAttempts;
      return { dueAt, lastFailure: verdict.reason, ...(late ? { tell: 'referral_delayed' as const } : {}) };
    }
    case 'hopeless':
      return gaveUp(row, verdict.reason);
  }
}

function arrived(state: ReferralState, now: number): RowChange {
  return { state, sentAt: now, dueAt: null, tell: null };
}

function gaveUp(row: ReferralRow, reason: string): RowChange {
  return { state: 'undeliverable', dueAt: null, lastFailure: reason, tell: undeliverableOf(row.kind) };
}
