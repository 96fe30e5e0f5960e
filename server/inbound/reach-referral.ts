/** What a member of staff may reach of a received referral, decided at each request (A1); what they may not see is not there. */
import { type Action, decide, type Relation } from '../../shared/domain/permissions.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { hiddenFrom } from './hidden-referrals.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';

type Deps = Pick<InboundDeps, 'cases' | 'referrals'>;

export async function relationsToReferral(
  deps: Deps,
  referralId: string,
  { agentId }: Pick<InboundCaller, 'agentId'>,
): Promise<Relation[]> {
  const doc = await deps.referrals.find(referralId);
  return doc === null ? [] : relationsTo(deps, doc, agentId);
}

async function relationsTo({ cases }: Deps, { owner }: InboundReferralDoc, agentId: string): Promise<Relation[]> {
  if (owner === null) return [];
  const theirs = [agentId, ...(await cases.coveredBy(agentId))];
  return theirs.includes(owner.agentId) ? ['worker'] : [];
}

export async function reachReferral(
  deps: Deps,
  action: Action,
  caller: InboundCaller,
  referralId: string,
): Promise<Result<InboundReferralDoc>> {
  const doc = await deps.referrals.find(referralId);
  if (doc === null || (await hiddenFrom(deps, [doc], caller.agentId)).size > 0) return fail('not_found');
  const decision = decide(action, caller.role, await relationsTo(deps, doc, caller.agentId));
  return decision === 'allowed' ? ok(doc) : fail(decision);
}
