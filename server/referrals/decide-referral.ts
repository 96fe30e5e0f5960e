/** A coordinator decides about a referral that is held: it leaves, or it does not. */
import { decide } from '../../shared/domain/permissions.ts';
import type { Referral } from '../../shared/protocol/desk.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { StaffCaller } from '../conversations/index.ts';
import { transact } from '../platform/transaction.ts';
import type { ChaseWords } from './chase-words.ts';
import type { ReferralsDeps } from './deps.ts';
import { requestThatStops } from './pause-referral.ts';
import { personNow } from './person-now.ts';
import { presentReferral, type ReferralRow } from './referral-record.ts';
import { takeBack } from './stop-referral.ts';

export interface ReleaseInput {
  readonly actor: Pick<StaffCaller, 'agentId' | 'role'>;
  readonly referralId: string;
}

/**
 * A coordinator has decided: it leaves now, unless the card it stands on is locked by an age, or the person can still think again
 * and has not asked for it (`atOnce`). Pressed twice it is one release.
 */
export async function releaseReferral(
  deps: ReferralsDeps,
  { actor, referralId, atOnce }: ReleaseInput & { readonly atOnce: boolean },
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
    if (row.heldFor === 'person' && !atOnce) return fail('conflict', { reason: 'think_again' });
    const now = deps.clock.now();
    await deps.audit.record(
      {
        actor: { id: actor.agentId, role: actor.role },
        action: 'referral.release',
        target: { kind: 'referral', id: referralId },
        meta: { heldFor: row.heldFor, atOnce },
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

export interface KeepInput extends ReleaseInput {
  readonly reason: string;
}

/** It does not leave: only what never began to. What the person asked for themselves is decided with their request (H4). */
export async function keepReferral(
  deps: ReferralsDeps & { readonly words: ChaseWords },
  { actor, referralId, reason }: KeepInput,
): Promise<Result<{ referral: Referral }>> {
  const said = await deps.words.seal(referralId, 'kept', reason);
  const outcome = await transact(deps.database, async (session): Promise<Result<ReferralRow>> => {
    const row = await deps.outbox.findIn(session, referralId);
    if (row?.kind !== 'referral' || (await personNow(deps, session, row)).knows(actor.agentId))
      return fail('not_found');
    if (row.kept) return ok(row);
    if (row.state !== 'held' || row.attempt > 0) return fail('conflict', { reason: 'not_held' });
    if ((await requestThatStops(deps, session, row)) !== null) return fail('conflict', { reason: 'asked_to_stop' });
    const at = deps.clock.now();
    const target = { kind: 'referral', id: referralId };
    await deps.audit.record(
      { actor: { id: actor.agentId, role: actor.role }, action: 'referral.keep', target },
      session,
    );
    const stopped = await takeBack(deps, session, row, { at, by: actor.agentId });
    return ok(await deps.outbox.changeIn(session, stopped, { kept: { by: actor.agentId, at, reason: said } }, []));
  });
  if (!outcome.ok) return outcome;
  deps.referralChanged(outcome.value);
  return ok({ referral: presentReferral(outcome.value) });
}
