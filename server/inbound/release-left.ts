/**
 * Whoever a referral was given to works here no more, or on cases no more: it is nobody's again, where everybody who gives them
 * out sees it, and what cannot wait calls once more.
 */
import { WORKS_ON_CASES } from '../cases/index.ts';
import { eachOnItsOwn } from '../platform/each-on-its-own.ts';
import { transact } from '../platform/transaction.ts';
import { moved } from './change-referral.ts';
import type { InboundDeps } from './deps.ts';
import { followStepIn, tellStep } from './follow-step.ts';
import type { InboundReferralDoc, ReferralStep } from './inbound-referral.ts';

/** What is more is found in the next round. */
const AT_ONCE = 200;
const ACTOR = { id: 'system', role: 'system' } as const;

export async function releaseLeft(deps: InboundDeps): Promise<void> {
  await eachOnItsOwn(await deps.referrals.ownersOfAllocated(), async (agentId) => {
    const person = await deps.cases.staff.find(agentId);
    if (person && WORKS_ON_CASES.includes(person.role)) return;
    const theirs = { state: 'allocated', 'owner.agentId': agentId };
    await eachOnItsOwn(await deps.referrals.findMany(theirs, AT_ONCE), (doc) => release(deps, doc));
  });
}

async function release(deps: InboundDeps, read: InboundReferralDoc): Promise<void> {
  const released = await transact(deps.database, async (session) => {
    const doc = await deps.referrals.find(read._id, session);
    const state = doc === null ? null : moved(doc, 'release');
    // Somebody was faster, and it is somebody else's by now.
    if (doc === null || !state?.ok || doc.owner?.agentId !== read.owner?.agentId) return null;
    const codes = { from: doc.owner?.agentId ?? '' };
    // That it is late is said again: whoever was called may have left it to them.
    const change = { state: state.value, owner: null, teamId: null, lateCause: null };
    const after = await deps.referrals.changeIn(session, doc, change, stepOf(deps, codes));
    if (after === null) return null;
    await followStepIn(deps, session, { before: doc, after, due: null, now: deps.clock.now() });
    const target = { kind: 'inbound_referral', id: doc._id };
    await deps.audit.record({ actor: ACTOR, action: 'inbound_referral.release', target, meta: codes }, session);
    return { before: doc, after };
  });
  if (released) await tellStep(deps, released.before, released.after);
}

function stepOf({ ids, clock, contentDigest }: InboundDeps, codes: ReferralStep['codes']): ReferralStep {
  const stepId = ids.uuid();
  return {
    ...{ stepId, clientId: stepId, kind: 'release', at: clock.now(), by: { agentId: 'system', name: 'The service' } },
    ...{ codes, digest: contentDigest.of([stepId]), text: null },
  };
}
