/** What an agent chooses: available, on a break, offline; and the end of a pause. Ringing offers go back when they stop. */
import type { InputOf, OutputOf } from '../../shared/protocol/define.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { agentView } from '../agents/index.ts';
import type { StaffCaller } from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';
import { returnOffer } from './return-offer.ts';

type Out<K extends keyof StaffCommands> = Promise<Result<OutputOf<StaffCommands, K>>>;

export async function setAvailability(
  deps: QueueDeps,
  { availability, capacity }: InputOf<StaffCommands, 'availability:set'>,
  { agentId, role }: StaffCaller,
): Out<'availability:set'> {
  const before = await deps.agents.find(agentId);
  if (!before) return fail('not_found');
  if (capacity !== undefined && capacity > before.maximumCapacity) {
    const message = `Your maximum is ${before.maximumCapacity}.`;
    return fail('bad_request', { issues: [{ path: 'capacity', message }] });
  }
  const now = deps.clock.now();
  const after = await deps.agents.change(
    agentId,
    // The session that was asked for may be over by now: who has stopped working is not available again.
    { role, disabledAt: null },
    {
      $set: {
        availability,
        ...(before.availability === availability ? {} : { availabilitySince: now }),
        ...(capacity === undefined ? {} : { capacity }),
        ...(availability === 'available' ? { pausedUntil: null } : {}),
      },
    },
  );
  if (!after) return fail('unauthenticated');
  await deps.agents.recordAvailability(after, now, 'chosen');
  if (availability !== 'available') await dropRinging(deps, agentId);
  deps.queue.agentChanged(agentId);
  deps.queue.changed(null);
  return ok({ availability: after.availability, capacity: after.capacity, load: after.holds.length });
}

export async function endPause(deps: QueueDeps, { agentId }: StaffCaller): Out<'pause:end'> {
  const after = await deps.agents.change(agentId, {}, { $set: { pausedUntil: null } });
  if (!after) return fail('not_found');
  deps.queue.agentChanged(agentId);
  deps.queue.changed(null);
  return ok({ agent: agentView(after) });
}

/** An offer that rings at somebody who is not there returns at once; it was not theirs to refuse. */
export async function dropRinging(deps: QueueDeps, agentId: string): Promise<void> {
  const ringing = await deps.store.findMany({ state: 'offered', 'offer.agentId': agentId }, 5);
  for (const { _id, offer } of ringing) {
    if (!offer) continue;
    const drop = { conversationId: _id, offerId: offer.offerId, by: 'system', exclusion: null } as const;
    await returnOffer(deps, { ...drop, cause: 'offer_dropped' });
  }
}
