/**
 * What taking a consent back does to its referral, in the transaction that writes the consent. Before the first attempt
 * nothing leaves; from then on the attempt finishes and a recall with the same reference follows by the same outbox (C1).
 */
import { withdrawalEffect } from '../../shared/domain/referral-state.ts';
import type { Session } from '../platform/mongo.ts';
import type { ReferralsDeps } from './deps.ts';
import { noticeRow } from './notice-row.ts';
import type { RowChange } from './outbox.store.ts';
import { type ReferralRow, recallIdOf } from './referral-record.ts';

export interface StopCause {
  /** `superseded`: the person answered a newer card; what has arrived stands. */
  readonly why: 'withdrawn' | 'superseded';
  readonly at: number;
  /** Who wrote down that it was taken back; left out: the person did it themselves. */
  readonly by?: string;
}

export async function stopReferral(
  deps: ReferralsDeps,
  session: Session,
  consentId: string,
  cause: StopCause,
): Promise<'stopped' | 'recalled'> {
  const row = await deps.outbox.ofConsentIn(session, consentId);
  if (!row) return 'stopped';
  const effect = withdrawalEffect(row.state, row.attempt);
  if (effect === null) return row.state === 'recalled' ? 'recalled' : 'stopped';
  // After a restore one that is held may be on its way as well, and one that is sent once more is ready again.
  const arrived = !['held', 'ready', 'sending', 'undeliverable'].includes(row.state);
  if (effect === 'recalled' && cause.why === 'superseded' && arrived) return 'stopped';
  const by = cause.why === 'withdrawn' ? (cause.by ?? 'visitor') : 'system';
  if (effect === 'stopped') await takeBack(deps, session, row, { ...cause, by });
  else await recall(deps, session, row, { ...cause, by });
  return effect;
}

interface By {
  readonly at: number;
  readonly by: string;
}

export async function takeBack(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  { at, by }: By,
): Promise<ReferralRow> {
  const change: RowChange = { state: 'withdrawn', dueAt: null, heldFor: null, tell: null, purgeAt: end(deps, at) };
  const after = await deps.outbox.changeIn(session, row, change, [{ state: 'withdrawn', at, by }]);
  await record(deps, session, row, 'referral.withdraw');
  return after;
}

/** While an attempt is under way only the wish is written; who finishes it writes the state. */
export async function recall(
  deps: ReferralsDeps,
  session: Session,
  row: ReferralRow,
  { at, by }: By,
): Promise<ReferralRow> {
  const underWay = row.lease !== null && row.leaseUntil !== null && row.leaseUntil > at;
  const after = underWay
    ? await deps.outbox.changeIn(session, row, { recallWanted: true }, [])
    : await deps.outbox.changeIn(
        session,
        row,
        {
          state: 'recalled',
          recallWanted: false,
          dueAt: null,
          heldFor: null,
          lease: null,
          leaseUntil: null,
          tell: null,
          purgeAt: end(deps, at),
        },
        [{ state: 'recalled', at, by }],
      );
  if (!underWay) await deps.sent.keepUntilIn(session, row.referralId, after.purgeAt);
  await insertRecall(deps, session, row, underWay ? (row.leaseUntil ?? at) : at);
  await record(deps, session, row, 'referral.recall');
  return after;
}

/** The recall waits for the end of an attempt under way: whoever finishes that brings it forward. */
async function insertRecall(deps: ReferralsDeps, session: Session, row: ReferralRow, dueAt: number): Promise<void> {
  const now = deps.clock.now();
  const _id = recallIdOf(row.referralId);
  if (await deps.outbox.findIn(session, _id)) return;
  const { consentId } = row;
  const recall = noticeRow(row, { _id, kind: 'recall', consentId, dueAt, at: now, purgeAt: end(deps, now) });
  await deps.outbox.insertIn(session, recall);
}

function end(deps: ReferralsDeps, at: number): Date {
  return deps.purgeAt(new Date(at));
}

async function record(
  deps: ReferralsDeps,
  session: Session,
  { referralId }: ReferralRow,
  action: 'referral.withdraw' | 'referral.recall',
): Promise<void> {
  const actor = { id: 'system', role: 'system' };
  await deps.audit.record({ actor, action, target: { kind: 'referral', id: referralId } }, session);
}
