/**
 * Tells the desks on this node what no signal has told them (Q4): an offer made or withdrawn by another node, a conversation
 * that was given to their agent, the agent's own availability.
 */
import { agentView } from '../agents/index.ts';
import { agentRoom, conversationRoom, participants } from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';
import { ringHere } from './make-offer.ts';

export async function tellMissedAtDesks(deps: QueueDeps): Promise<void> {
  const prefix = agentRoom('');
  const ids = deps.rooms.rooms(prefix).map((room) => room.slice(prefix.length));
  deps.told.keep(new Set(ids));
  if (ids.length === 0) return;
  await tellAgents(deps, ids);
  await tellOffers(deps, ids);
  await tellGiven(deps, ids);
}

async function tellAgents(deps: QueueDeps, ids: readonly string[]): Promise<void> {
  for (const doc of await deps.agents.findMany({ _id: { $in: ids } })) {
    if (!deps.told.agents.isMissed(doc._id, doc.revision)) continue;
    deps.told.agents.tell(doc._id, doc.revision);
    for (const desk of deps.rooms.followers(agentRoom(doc._id))) desk.emit('agent:changed', { agent: agentView(doc) });
  }
}

async function tellOffers(deps: QueueDeps, ids: readonly string[]): Promise<void> {
  const { store, told, rooms } = deps;
  const standing = await store.findMany({ state: 'offered', 'offer.agentId': { $in: ids } });
  for (const doc of standing) {
    const { agentId, offerId } = doc.offer ?? { agentId: '', offerId: '' };
    if (told.offersOf(agentId).has(offerId)) continue;
    await ringHere(deps, doc);
  }
  for (const agentId of ids) {
    for (const [offerId, conversationId] of told.offersOf(agentId)) {
      if (standing.some(({ offer }) => offer?.offerId === offerId)) continue;
      // It may have been made after they were read: only what is gone now is gone.
      const now = await store.find(conversationId);
      if (now?.offer?.offerId === offerId) continue;
      told.offerGone(agentId, offerId);
      const event = { offerId, conversationId, reason: 'availability' } as const;
      for (const desk of rooms.followers(agentRoom(agentId))) desk.emit('offer:withdrawn', event);
    }
  }
}

async function tellGiven(deps: QueueDeps, ids: readonly string[]): Promise<void> {
  const { store, rooms, delivery } = deps;
  const theirs = { $or: [{ 'holder.agentId': { $in: ids } }, { 'consulting.agentId': { $in: ids } }] };
  for (const mark of await store.marks({ ...theirs, state: { $in: ['active', 'wrap_up'] } })) {
    const agents = participants(mark);
    const desks = agents.flatMap((agentId) => rooms.followers(agentRoom(agentId)));
    const room = conversationRoom(mark._id);
    if (desks.some(({ socketId }) => !rooms.has(room, socketId))) delivery.showHere(mark._id, agents);
  }
}
