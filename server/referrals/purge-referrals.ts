/**
 * Deletes referrals whose time is over, each whole and with its key, in one transaction. A legal hold on any part of it keeps
 * all; so does a case that is still there, whose record it is part of.
 */
import { eachOnItsOwn } from '../platform/each-on-its-own.ts';
import type { Session } from '../platform/mongo.ts';
import { transact } from '../platform/transaction.ts';
import type { ReferralsDeps } from './deps.ts';
import { referralKeptUntil } from './kept-until.ts';
import type { OutboxStore } from './outbox.store.ts';
import type { ReferralEraser } from './referral-eraser.store.ts';
import type { ReferralRow } from './referral-record.ts';

export interface ReferralPurgeDeps extends Pick<ReferralsDeps, 'database' | 'audit' | 'clock' | 'purgeAt'> {
  readonly outbox: Pick<OutboxStore, 'over' | 'findIn'>;
  readonly eraser: ReferralEraser;
  /** How long what else is kept of the person is: the talk and the case it was made in. Null: no end is known. */
  readonly personKeptIn: (
    session: Session,
    row: Pick<ReferralRow, 'conversationId' | 'caseId'>,
  ) => Promise<readonly (Date | null)[]>;
  readonly shredIn: (session: Session, scopes: readonly string[]) => Promise<void>;
  /** Once it is gone: no node keeps its key in memory. */
  readonly shredded: (scope: string) => void;
}

const AT_ONCE = 200;
const UNFINISHED: readonly ReferralRow['state'][] = ['held', 'ready', 'sending'];

export async function purgeReferrals(deps: ReferralPurgeDeps): Promise<void> {
  const over = await deps.outbox.over(new Date(deps.clock.now()), AT_ONCE);
  await eachOnItsOwn(over, ({ referralId }) => purge(deps, referralId));
}

/** Looked at again in the transaction: somebody may have put a hold on it, or something happened to it since. */
async function purge(deps: ReferralPurgeDeps, referralId: string): Promise<void> {
  const scope = `referral:${referralId}`;
  const gone = await transact(deps.database, async (session) => {
    const now = deps.clock.now();
    const row = await deps.outbox.findIn(session, referralId);
    if (row?.kind !== 'referral' || row.legalHold || row.purgeAt === null || row.purgeAt.getTime() > now) return false;
    const until = referralKeptUntil(await lifeOf(deps, session, row), now);
    if (until !== null) {
      await deps.eraser.keepUntilIn(session, referralId, until);
      return false;
    }
    await deps.eraser.eraseIn(session, referralId);
    await deps.shredIn(session, [scope]);
    const actor = { id: 'system', role: 'system' };
    const target = { kind: 'referral', id: referralId };
    const meta = { recipientId: row.recipientId, state: row.state };
    await deps.audit.record({ actor, action: 'referral.purge', target, meta }, session);
    return true;
  });
  if (gone) deps.shredded(scope);
}

async function lifeOf({ purgeAt, eraser, personKeptIn }: ReferralPurgeDeps, session: Session, row: ReferralRow) {
  const last = new Date(row.transitions.at(-1)?.at ?? row.createdAt);
  // What was taken back is over, whatever was asked of it before.
  const waits = row.pause != null && row.state !== 'withdrawn' && row.state !== 'recalled';
  return {
    own: [row.purgeAt ?? last, purgeAt(last)],
    person: await personKeptIn(session, row),
    unfinished: UNFINISHED.includes(row.state) || waits || (await eraser.isOnHoldIn(session, row.referralId)),
  };
}
