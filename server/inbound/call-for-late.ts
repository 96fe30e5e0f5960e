/**
 * What has run out on the board calls whoever gives referrals out (D2): one alert a day for all of it, since a call for each
 * would be looked at by nobody, and put away as soon as nothing is late any more.
 */
import { OPEN_REFERRAL_STATES } from '../../shared/domain/inbound-referral-state.ts';
import { londonDay } from '../../shared/domain/opening-hours.ts';
import { transact } from '../platform/transaction.ts';
import type { InboundDeps } from './deps.ts';

type Deps = Pick<InboundDeps, 'database' | 'referrals' | 'alerts' | 'clock'>;

export function createCallForLate({ database, referrals, alerts, clock }: Deps): () => Promise<void> {
  /** The call that this process knows to stand; null: none does. At its start it knows nothing. */
  let standing: string | null | undefined;
  return async () => {
    const now = clock.now();
    const cause = `inbound_late:${londonDay(new Date(now))}`;
    const late = await referrals.count({ state: { $in: [...OPEN_REFERRAL_STATES] }, dueAt: { $lte: now } }, 1);
    const wanted = late > 0 ? cause : null;
    if (standing === wanted) return;
    const before = standing === undefined ? cause : standing;
    if (before !== null && before !== wanted) await alerts.putAway(before);
    if (wanted !== null) {
      await transact(database, (session) => alerts.raiseIn(session, { kind: 'inbound_late', causeId: wanted }));
      alerts.announce(wanted);
    }
    standing = wanted;
  };
}
