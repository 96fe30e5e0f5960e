/** Gives many at once to somebody: within their caseload, never against a conflict; each is answered by itself. */
import type { z } from 'zod';
import type { InboundReferral, inboundReferralRoutes } from '../../shared/protocol/http/inbound-referrals.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { WORKS_ON_CASES } from '../cases/index.ts';
import { badField, changeReferral, moved } from './change-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { hiddenFrom } from './hidden-referrals.ts';
import { presentReferrals } from './present-referral.ts';

type Input = z.infer<typeof inboundReferralRoutes.allocate.body>;

interface Allocated {
  readonly given: InboundReferral[];
  readonly refused: { readonly referralId: string; readonly reason: string }[];
}

export async function allocateReferrals(
  deps: InboundDeps,
  { clientId, agentId, referrals, overCap }: Input,
  caller: InboundCaller,
): Promise<Result<Allocated>> {
  const worker = await deps.cases.staff.find(agentId);
  if (!worker || !WORKS_ON_CASES.includes(worker.role))
    return badField('agentId', 'Nobody who works on cases has this id.');
  const { load, cap } = await caseloadOf(deps, agentId);
  const theirs = await deps.referrals.findMany({ _id: { $in: referrals.map(({ referralId }) => referralId) } }, 100);
  const more = theirs.filter(({ owner, caseId }) => owner?.agentId !== agentId && caseId === null).length;
  if (!overCap && cap !== null && load + more > cap)
    return fail('conflict', { reason: 'caseload_full', caseload: load, cap });
  const known = await hiddenFrom(deps, theirs, agentId);
  const owner = { agentId: worker.agentId, name: worker.name };
  const [given, refused]: [Parameters<typeof presentReferrals>[1][number][], Allocated['refused']] = [[], []];
  for (const { referralId, revision } of referrals) {
    if (known.has(referralId)) {
      refused.push({ referralId, reason: 'conflict_of_interest' });
      continue;
    }
    const asked = {
      referralId,
      clientId,
      revision,
      kind: 'allocate',
      content: [agentId],
      codes: { to: agentId },
      text: null,
    };
    const changed = await changeReferral(deps, { action: 'inbound_referral.triage', asked, caller }, (doc) => {
      const state = moved(doc, 'allocate');
      return state.ok ? ok({ state: state.value, owner, teamId: worker.teamId }) : state;
    });
    if (changed.ok) given.push(changed.value);
    else refused.push({ referralId, reason: changed.error.details?.reason ?? changed.error.code });
  }
  return ok({ given: await presentReferrals(deps, given), refused });
}

/** Open cases, and what was given to them and is none yet. */
export async function caseloadOf({ cases, referrals }: Pick<InboundDeps, 'cases' | 'referrals'>, agentId: string) {
  const [open, waiting] = await Promise.all([
    cases.cases.count({ 'owner.agentId': agentId, state: 'open' }),
    referrals.count({ 'owner.agentId': agentId, state: 'allocated' }),
  ]);
  return { load: open + waiting, cap: cases.facts().caseloadMaximum };
}
