/** A coordinator lets a referral go that is held. */
import { decide } from '../../shared/domain/permissions.ts';
import type { Referral } from '../../shared/protocol/desk.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffCaller } from '../conversations/index.ts';
import { transact } from '../platform/transaction.ts';
import type { ReferralsDeps } from './deps.ts';
import { requestThatStops } from './pause-referral.ts';
import { personNow } from './person-now.ts';
import { presentReferral, type ReferralRow } from './referral-record.ts';

export interface ReleaseInput {
  readonly actor: Pick<StaffCaller, 'agentId' | 'role'>;
  readonly referralId: string;
}

/** A coordinator has decided: it leaves now, unless the card it stands on is locked by an age. Pressed twice it is one release. */
export async function releaseReferral(
  deps: ReferralsDeps,
  { actor, referralId }: ReleaseInput,
): Promise<Result<{ referral: Referral }>> {
  if (decide('referral.release', actor.role, []) !== 'allowed') return fail('forbidden');
  const outcome = await transact(deps.database, async (session): Promise<Result<ReferralRow>> => {
    const row = await deps.outbox.findIn(session, referralId);
    if (row?.kind !== 'referral') return fail('not_found');
    const person = await personNow(deps, session, row);
    if (person.knows(actor.agentId)) return fail('not_found');
    if (row.state !== 'held') return ok(row);
    // Whether it was them is asked first, and decided with the request (H4).
    if ((await requestThatStops(deps, session, row)) !== null) return fail('conflict', { reason: 'asked_to_stop' });
    if (!person.lock.ok) return person.lock;
    const now = deps.clock.now();
    await deps.audit.record(
      {
        actor: { id: actor.agentId, role: actor.role },
        action: 'referral.release',
        target: { kind: 'referral', id: referralId },
      },
      session,
    );
    const change = { state: 'ready' as const, heldFor: null, dueAt: now, tell: null };
    return ok(await deps.outbox.changeIn(session, row, change, [{ state: 'ready', at: now, by: actor.agentId }]));
  });
  if (!outcome.ok) return outcome;
  const row = outcome.value;
  deps.referralChanged(row);
  deps.schedule(row);
  return ok({ referral: presentReferral(row) });
}
