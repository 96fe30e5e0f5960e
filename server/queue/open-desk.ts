/** `desk:open`: subscribes this connection and is the snapshot that all later events add to (L5). */
import type { OutputOf } from '../../shared/protocol/define.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { agentView } from '../agents/index.ts';
import { conversationRoom, type StaffCaller } from '../conversations/index.ts';
import { iso } from '../platform/ports.ts';
import type { Follower } from '../platform/rooms.ts';
import type { QueueDeps } from './deps.ts';
import { offerView } from './make-offer.ts';

export interface DeskPorts {
  alertsFor(caller: StaffCaller, conversationIds: readonly string[]): Promise<Alert[]>;
}

export async function openDesk(
  deps: QueueDeps,
  ports: DeskPorts,
  caller: StaffCaller,
  follower: Follower,
): Promise<Result<OutputOf<StaffCommands, 'desk:open'>>> {
  const { agentId } = caller;
  const held = await deps.store.findMany({
    $or: [{ 'holder.agentId': agentId }, { 'consulting.agentId': agentId }],
    state: { $in: ['active', 'wrap_up'] },
  });
  for (const { _id } of held) deps.rooms.join(conversationRoom(_id), follower);
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
