/**
 * An attempt that outlived its lease (its process had been stopped) may have reached the partner after the recall or the pause
 * that was to undo it, which the partner answered by then: that is said once more, under a key of its own (C1).
 */
import type { Session } from '../platform/mongo.ts';
import type { ReferralsDeps } from './deps.ts';
import { noticeRow } from './notice-row.ts';
import { noticeIdOf, pausedConsent, type ReferralRow, recallIdOf } from './referral-record.ts';

interface Outlived {
  /** As it stands. */
  readonly row: ReferralRow;
  /** As it stood when the attempt began. */
  readonly sent: ReferralRow;
  readonly now: number;
}

export async function stopAgain(deps: ReferralsDeps, session: Session, { row, sent, now }: Outlived): Promise<void> {
  const said = stoppedBy(row);
  if (said === null || sent.lease === null) return;
  const before = await deps.outbox.findIn(session, said._id);
  // It has not begun to leave: whatever the partner has by now, it comes after that.
  if (before?.state === 'ready' && before.attempt === 0) return;
  const { kind } = said;
  const [_id, consentId] = before === null ? [said._id, said.consentId] : anew(said, sent.lease.slice(0, 8));
  if (await deps.outbox.findIn(session, _id)) return;
  const purgeAt = deps.purgeAt(new Date(now));
  await deps.outbox.insertIn(session, noticeRow(row, { _id, kind, consentId, dueAt: now, at: now, purgeAt }));
  await deps.audit.record(
    {
      actor: { id: 'system', role: 'system' },
      action: `referral.${kind}`,
      target: { kind: 'referral', id: row.referralId },
      meta: { again: true },
    },
    session,
  );
}

/** What its partner was told since, as the row of that is named. */
interface Said extends Pick<ReferralRow, '_id' | 'consentId'> {
  readonly kind: 'recall' | 'pause';
}

function stoppedBy({ kind, state, referralId, consentId, pause }: ReferralRow): Said | null {
  if (kind !== 'referral') return null;
  if (state === 'recalled') return { kind: 'recall', _id: recallIdOf(referralId), consentId };
  if (!pause) return null;
  const { requestId } = pause;
  return {
    kind: 'pause',
    _id: noticeIdOf(referralId, 'pause', requestId),
    consentId: pausedConsent(consentId, requestId),
  };
}

/** The partner answered the one before: what comes under its key is no news. */
function anew({ _id, consentId }: Said, attempt: string): [string, string] {
  return [`${_id}-${attempt}`, `${consentId}:${attempt}`];
}
