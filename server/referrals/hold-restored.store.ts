/**
 * After a restore nothing leaves by itself: the person may have taken the consent back, or the referral may have gone, since
 * the backup was made. What had not arrived waits for a coordinator, and an alert says so. That sharing goes on is told to no partner
 * either, since somebody may have asked to stop again; a person sends it, or lets it be. A recall and a pause still go: they take back.
 */
import type { Database } from '../platform/mongo.ts';
import { type NoticeDoc, partnerNoticesSpec } from './notices.store.ts';
import { referralOutboxSpec } from './outbox.store.ts';
import type { Notice, ReferralRow } from './referral-record.ts';

const NOT_ARRIVED = ['held', 'ready', 'sending'] as const;
const TELL: Notice = 'referral_restored';
const GOES_ON: Notice = 'resume_undeliverable';

/** How many are held now. */
export async function holdRestored(database: Database, now: number): Promise<number> {
  const rows = database.collection<ReferralRow>(referralOutboxSpec);
  const hold = {
    state: 'held',
    heldFor: 'coordinator',
    heldBecause: 'restored',
    dueAt: null,
    lease: null,
    leaseUntil: null,
    tell: TELL,
  } as const;
  const { modifiedCount } = await rows.updateMany(
    { kind: 'referral', state: { $in: [...NOT_ARRIVED] } },
    { $set: hold, $push: { transitions: { state: 'held', at: now, by: 'system' } } },
  );
  const stays = { dueAt: null, lease: null, leaseUntil: null, lastFailure: 'restored', tell: GOES_ON };
  await rows.updateMany(
    { kind: 'resume', state: { $in: ['ready', 'sending'] } },
    {
      $set: { state: 'undeliverable', ...stays },
      $push: { transitions: { state: 'undeliverable', at: now, by: 'system' } },
    },
  );
  // An e-mail that waited may be about what was taken back since: a person is told, and rings.
  const notices = database.collection<NoticeDoc>(partnerNoticesSpec);
  await notices.updateMany({ dueAt: { $gt: 0 } }, { $set: { dueAt: null, failedAt: now, tell: true } });
  return modifiedCount;
}
