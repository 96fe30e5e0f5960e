/**
 * Nobody did in time what a received referral waits for: whoever gives them out and those who lead are called, once for each time
 * that runs out. All that ran out since the last look are one call: a hundred would be looked at by nobody.
 */
import { OPEN_REFERRAL_STATES } from '../../shared/domain/inbound-referral-state.ts';
import { transact } from '../platform/transaction.ts';
import { type InboundDeps, lateCause } from './deps.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';

type Deps = Pick<InboundDeps, 'database' | 'referrals' | 'alerts' | 'clock' | 'ids'>;

const AT_ONCE = 200;
/** What is left after so many is found by the next look, of this node or of another. */
const PAGES = 10;

export async function callForLate(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const cause = lateCause(deps.ids.uuid());
  // What was passed on is chased where it was sent from.
  const filter = { lateCause: null, state: { $in: [...OPEN_REFERRAL_STATES] }, dueAt: { $lte: now } };
  let called = false;
  for (let page = 0; page < PAGES; page += 1) {
    const late = await deps.referrals.page({ filter, limit: AT_ONCE, after: null });
    if (late.length === 0) break;
    const ids = late.map(({ _id }) => _id);
    const told = await transact(deps.database, async (session) => {
      // Another node was here, or somebody did it meanwhile.
      if ((await deps.referrals.markLateIn(session, ids, { now, cause })) === 0) return false;
      await deps.alerts.raiseIn(session, { kind: 'inbound_late', causeId: cause });
      return true;
    });
    called ||= told;
  }
  if (called) deps.alerts.announce(cause);
}

/** The call is over with the last that it was about: done, or another time runs for it now. */
export async function endLateCall(
  deps: Pick<Deps, 'referrals' | 'alerts'>,
  before: Pick<InboundReferralDoc, 'lateCause'>,
  after: Pick<InboundReferralDoc, 'lateCause'>,
): Promise<void> {
  const cause = before.lateCause;
  if (!cause || after.lateCause === cause) return;
  if ((await deps.referrals.count({ lateCause: cause }, 1)) === 0) await deps.alerts.putAway(cause);
}
