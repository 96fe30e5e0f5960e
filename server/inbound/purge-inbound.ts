/** What was sent back loses its details after ten working days (H17), and every record goes when its time is over, with its key. */
import { eachOnItsOwn } from '../platform/each-on-its-own.ts';
import { transact } from '../platform/transaction.ts';
import type { InboundDeps } from './deps.ts';
import { scopeOfReferral } from './inbound-referral.ts';

const AT_ONCE = 200;

export async function purgeInbound(deps: InboundDeps): Promise<void> {
  const now = new Date(deps.clock.now());
  const [details, over] = await Promise.all([
    deps.referrals.findMany({ detailsUntil: { $ne: null, $lte: now }, legalHold: false }, AT_ONCE),
    deps.referrals.findMany({ purgeAt: { $ne: null, $lte: now }, legalHold: false }, AT_ONCE),
  ]);
  await eachOnItsOwn(details, ({ _id }) => purge(deps, _id, 'details'));
  await eachOnItsOwn(over, ({ _id }) => purge(deps, _id, 'all'));
}

/** Looked at again in the transaction: somebody may have put a hold on it, or taken it up again. */
async function purge(deps: InboundDeps, referralId: string, what: 'details' | 'all'): Promise<void> {
  const scope = scopeOfReferral(referralId);
  const gone = await transact(deps.database, async (session) => {
    const doc = await deps.referrals.find(referralId, session);
    const until = what === 'details' ? doc?.detailsUntil : doc?.purgeAt;
    if (!doc || doc.legalHold || !until || until.getTime() > deps.clock.now()) return false;
    if (what === 'all') await deps.referrals.deleteIn(session, referralId);
    else await deps.referrals.forgetDetailsIn(session, referralId);
    await deps.shredIn(session, [scope]);
    const actor = { id: 'system', role: 'system' };
    const target = { kind: 'inbound_referral', id: referralId };
    await deps.audit.record({ actor, action: 'inbound_referral.purge', target, meta: { what } }, session);
    return true;
  });
  if (gone) deps.shredded(scope);
}
