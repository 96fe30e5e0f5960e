/** Offers and agents as they change, handed to the desks of this node. */
import { agentView } from '../agents/index.ts';
import { agentRoom } from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';
import { ringHere } from './make-offer.ts';

export function handQueueSignals(deps: QueueDeps): void {
  const { rooms, signals, background } = deps;
  const desks = (agentId: string) => rooms.followers(agentRoom(agentId));

  signals.subscribe('offer:made', ({ conversationId, agentId, offerId }) => {
    if (typeof conversationId !== 'string' || typeof agentId !== 'string' || desks(agentId).length === 0) return;
    const show = async () => {
      const doc = await deps.store.find(conversationId);
      if (doc !== null && doc.offer?.offerId === offerId) await ringHere(deps, doc);
    };
    background.run(show(), 'a desk could not be told');
  });

  // `answeredAt` is the desk at which it was answered, if it was: that one knows.
  signals.subscribe('offer:withdrawn', ({ agentId, offerId, conversationId, reason, answeredAt }) => {
    if (typeof agentId !== 'string') return;
    deps.told.offerGone(agentId, String(offerId));
    const others = desks(agentId).filter(({ socketId }) => socketId !== answeredAt);
    for (const desk of others) desk.emit('offer:withdrawn', { offerId, conversationId, reason });
  });

  signals.subscribe('agent:changed', ({ agentId }) => {
    if (typeof agentId !== 'string' || desks(agentId).length === 0) return;
    const show = async () => {
      const doc = await deps.agents.find(agentId);
      if (!doc) return;
      deps.told.agents.tell(agentId, doc.revision);
      for (const desk of desks(agentId)) desk.emit('agent:changed', { agent: agentView(doc) });
    };
    background.run(show(), 'a desk could not be told');
  });
}
