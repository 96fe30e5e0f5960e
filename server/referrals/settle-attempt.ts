/** Writes how an attempt went: only the holder of the lease may, and what was taken back meanwhile is recalled (C1, C2). */
import type { ReferralState } from '../../shared/protocol/desk.ts';
import { transact } from '../platform/transaction.ts';
import { nextAttemptAt } from './backoff.ts';
import type { ReferralsDeps } from './deps.ts';
import type { RowChange } from './outbox.store.ts';
import { afterPause, bringNoticesForward } from './pause-referral.ts';
import { type ReferralChange, type ReferralRow, recallIdOf, undeliverableOf } from './referral-record.ts';
import type { Verdict } from './reply.ts';

/** Null: the lease had gone to another, who will write what becomes of it. */
export function settleAttempt(deps: ReferralsDeps, sent: ReferralRow, verdict: Verdict): Promise<ReferralRow | null> {
  return transact(deps.database, async (session) => {
    const row = await deps.outbox.findIn(session, sent._id);
    if (row === null || row.lease !== sent.lease) return null;
    const now = deps.clock.now();
    const change = { ...changeFor(deps, row, verdict, now), lease: null, leaseUntil: null };
    const outcome: RowChange = row.recallWanted
      ? { ...change, state: 'recalled', recallWanted: false, dueAt: null, tell: null }
      : afterPause(row, verdict, change);
    const state = outcome.state ?? row.state;
    const history: ReferralChange[] = state === row.state ? [] : [{ state, at: now, by: 'system' }];
    const after = await deps.outbox.changeIn(session, row, outcome, history);
    await bringNoticesForward(deps, session, row, now);
    if (row.recallWanted) {
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
      const dueAt = nextAttemptAt(retry, { attempt: row.attempt, now, askedMs: verdict.askedMs });
      if (dueAt === null) return gaveUp(row, verdict.reason);
      const late = row.kind === 'referral' && row.attempt === retry.tellAfterAttempts;
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
