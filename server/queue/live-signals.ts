/** Offers and agents as they change, handed to the desks of this node. */
import { agentView } from '../agents/index.ts';
import { agentRoom } from '../conversations/index.ts';
import { gather } from '../platform/gather.ts';
import type { Follower } from '../platform/rooms.ts';
import type { QueueDeps } from './deps.ts';
import { ringHere } from './make-offer.ts';

/** An agent at work changes several times in a moment; a desk needs to know how they stand then. */
const GATHERED_FOR_MS = 20;

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

  // `answeredAt` is the desk at which it was answered, if it was: that one knows, unless its snapshot is still being made.
  signals.subscribe('offer:withdrawn', ({ agentId, offerId, conversationId, reason, answeredAt }) => {
    if (typeof agentId !== 'string') return;
    deps.told.offerGone(agentId, String(offerId));
    const knows = ({ socketId, isHeldBack }: Follower) => socketId === answeredAt && !isHeldBack();
    const others = desks(agentId).filter((desk) => !knows(desk));
    for (const desk of others) desk.emit('offer:withdrawn', { offerId, conversationId, reason });
  });

  const changed = gather(
    { background, afterMs: GATHERED_FOR_MS, whatFailed: 'a desk could not be told' },
    async (ids) => {
      for (const doc of await deps.agents.findMany({ _id: { $in: [...ids] } })) {
        // Two readings at once may answer in the other order, and an agent as shown says nothing of its age.
        if (!deps.told.agents.tell(doc._id, doc.revision)) continue;
        for (const desk of desks(doc._id)) desk.emit('agent:changed', { agent: agentView(doc) });
      }
    },
  );
  signals.subscribe('agent:changed', ({ agentId }) => {
    if (typeof agentId === 'string' && desks(agentId).length > 0) changed(agentId);
  });
}
