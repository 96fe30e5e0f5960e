/** `desk:open`: subscribes this connection and is the snapshot that all later events add to (L5). */
import type { OutputOf } from '../../shared/protocol/define.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { agentView } from '../agents/index.ts';
import { type ConversationDoc, conversationRoom, type StaffCaller, watchRoom } from '../conversations/index.ts';
import { iso } from '../platform/ports.ts';
import type { Follower } from '../platform/rooms.ts';
import type { QueueDeps } from './deps.ts';
import { offerView } from './make-offer.ts';

type Snapshot = Promise<Result<OutputOf<StaffCommands, 'desk:open'>>>;

export interface DeskPorts {
  alertsFor(caller: StaffCaller, conversationIds: readonly string[]): Promise<Alert[]>;
}

export async function openDesk(deps: QueueDeps, ports: DeskPorts, caller: StaffCaller, follower: Follower): Snapshot {
  // Told meanwhile, it follows the acknowledgement, which is on its way in the turn in which this ends.
  const release = follower.holdBack();
  try {
    return await snapshot(deps, ports, caller, follower);
  } finally {
    setImmediate(release);
  }
}

/** Everything is read after this connection is told what changes: each part is as old as its reading, and events follow. */
async function snapshot(deps: QueueDeps, ports: DeskPorts, caller: StaffCaller, follower: Follower): Snapshot {
  const { agentId } = caller;
  const held = await heldAndFollowed(deps, agentId, follower);
  await Promise.all(held.map(({ _id }) => deps.log.tails.load(_id)));
  const ringing = await deps.store.findMany({ state: 'offered', 'offer.agentId': agentId });
  const [agent, conversations, offers, alerts] = await Promise.all([
    deps.agents.find(agentId),
    Promise.all(held.map((doc) => deps.presenter.toStaff(doc))),
    Promise.all(ringing.map((doc) => offerView(deps, doc))),
    ports.alertsFor(
      caller,
      held.map(({ _id }) => _id),
    ),
  ]);
  if (!agent) return fail('not_found');
  deps.told.agents.begin(agentId, agent.revision);
  for (const { _id, offer } of ringing) if (offer) deps.told.offerTold(agentId, offer.offerId, _id);
  return ok({
    agent: agentView(agent),
    offers: offers.filter((offer) => offer !== null),
    conversations,
    alerts,
    serverTime: iso(deps.clock.now()),
  });
}

/** Theirs, read again once they are followed: what was handed on between reading and joining is left again (A1). */
async function heldAndFollowed(deps: QueueDeps, agentId: string, follower: Follower): Promise<ConversationDoc[]> {
  const { rooms, store } = deps;
  const theirs = {
    $or: [{ 'holder.agentId': agentId }, { 'consulting.agentId': agentId }],
    state: { $in: ['active', 'wrap_up'] },
  };
  const followed = new Set<string>();
  let held = await store.findMany(theirs);
  while (held.some(({ _id }) => !followed.has(_id))) {
    for (const { _id } of held) {
      followed.add(_id);
      rooms.join(conversationRoom(_id), follower);
    }
    held = await store.findMany(theirs);
  }
  for (const { _id } of held) followed.delete(_id);
  for (const gone of followed) {
    if (!rooms.has(watchRoom(gone), follower.socketId)) rooms.leave(conversationRoom(gone), follower.socketId);
  }
  return held;
}
