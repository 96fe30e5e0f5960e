/** Received referrals by their reference, for whoever is reminded of them: those that are open and theirs to see. */
import { isOpenReferral } from '../../shared/domain/inbound-referral-state.ts';
import { relationsFor } from '../../shared/domain/permissions.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { hiddenFrom } from './hidden-referrals.ts';

export async function remindedReferrals(
  deps: Pick<InboundDeps, 'referrals' | 'cases'>,
  referralIds: readonly string[],
  { agentId, role }: InboundCaller,
  coveredIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (referralIds.length === 0) return new Map();
  const all = relationsFor('inbound_referral.read', role).includes('any');
  const theirs = [agentId, ...coveredIds];
  const found = await deps.referrals.findMany({ _id: { $in: [...referralIds] } }, referralIds.length);
  const open = found.filter(
    ({ state, owner }) => isOpenReferral(state) && (all || (owner !== null && theirs.includes(owner.agentId))),
  );
  const hidden = await hiddenFrom(deps, open, agentId);
  return new Map(open.filter(({ _id }) => !hidden.has(_id)).map(({ _id, reference }) => [_id, reference]));
}
