/**
 * Who has the case that is made of a referral: who is chosen now, else the person it was given to, else whoever makes it. Never
 * somebody who knows a person in it, and within their caseload: what was given to them already is in it.
 */
import { decide } from '../../shared/domain/permissions.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type StaffMember, WORKS_ON_CASES } from '../cases/index.ts';
import { caseloadOf } from './allocate-referrals.ts';
import { badField } from './change-referral.ts';
import type { InboundCaller, InboundDeps } from './deps.ts';
import { hiddenFrom } from './hidden-referrals.ts';
import type { InboundReferralDoc } from './inbound-referral.ts';

export interface OwnerAsked {
  readonly ownerId?: string | undefined;
  readonly overCap: boolean;
}

export async function ownerOfCase(
  deps: InboundDeps,
  doc: InboundReferralDoc,
  { ownerId, overCap }: OwnerAsked,
  caller: InboundCaller,
): Promise<Result<StaffMember>> {
  const given = doc.owner?.agentId;
  const wanted = ownerId ?? given ?? caller.agentId;
  // A worker goes on with what was given to them, and gives nothing to others.
  if (wanted !== given && decide('inbound_referral.triage', caller.role, []) !== 'allowed') return fail('forbidden');
  const person = await deps.cases.staff.find(wanted);
  if (!person || !WORKS_ON_CASES.includes(person.role)) {
    if (ownerId !== undefined) return badField('ownerId', 'Nobody who works on cases has this id.');
    return fail('conflict', { reason: 'owner_gone' });
  }
  if ((await hiddenFrom(deps, [doc], wanted)).size > 0)
    return fail('conflict', { reason: 'conflict_of_interest', name: person.name });
  if (wanted === given || overCap) return ok(person);
  const { load, cap } = await caseloadOf(deps, wanted);
  return cap !== null && load >= cap
    ? fail('conflict', { reason: 'caseload_full', caseload: load, cap, name: person.name })
    : ok(person);
}
