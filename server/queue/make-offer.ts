/** Makes one offer: the conversation is offered, the agent's place taken, in one transaction. Loses quietly to any race. */
import type { Offer, Reason } from '../../shared/protocol/desk.ts';
import { ok, type Result } from '../../shared/result.ts';
import { agentRoom, type ConversationDoc, changeAsRead } from '../conversations/index.ts';
import { iso } from '../platform/ports.ts';
import { claim } from './claim.ts';
import type { QueueDeps } from './deps.ts';
import type { WaitingAsRead } from './who-waits.store.ts';

export interface Making {
  readonly conversation: WaitingAsRead;
  readonly agentId: string;
  readonly expiresInMs: number;
  readonly reasons: readonly Reason[];
  /** The matcher's lease; a stale leader loses by revision, this number only shows it. */
  readonly epoch: number;
}

export async function makeOffer(deps: QueueDeps, making: Making): Promise<Result<ConversationDoc>> {
  const { conversation, agentId, epoch, reasons } = making;
  const { _id: conversationId, priority } = conversation;
  const offerId = deps.ids.uuid();
  const stillWaits = { state: 'waiting', 'connection.state': 'connected' };
  const made = await deps.turns.take(agentId, () =>
    changeAsRead(deps, conversation, 'system', stillWaits, async (session, now) => {
      const claimed = await claim(deps.agents, session, { agentId, conversationId, kind: 'offer' });
      if (!claimed.ok) return claimed;
      const offer = { offerId, agentId, madeAt: now, expiresAt: now + making.expiresInMs, epoch, reasons };
      await deps.offers.insertIn(session, { ...offer, conversationId, priority });
      return ok({ state: 'offered', offer });
    }),
  );
  if (!made.ok) {
    deps.waiting.doubt(conversationId);
    deps.onDuty.doubt(agentId);
    deps.measures.claimConflict(made.error.code);
    return made;
  }
  deps.measures.offer('made');
  // It rings before anything else is worked out: somebody waits for it.
  await ringHere(deps, made.value);
  deps.signals.publishElsewhere('offer:made', () => ({ conversationId, agentId, offerId }));
  deps.delivery.changed(conversationId, []);
  deps.queue.agentChanged(agentId);
  deps.queue.changed(conversationId);
  return made;
}

/** Rings at the desks of this node, with the document as it was written or read. */
export async function ringHere(deps: QueueDeps, doc: ConversationDoc): Promise<void> {
  if (!doc.offer) return;
  const { agentId, offerId } = doc.offer;
  if (deps.rooms.followers(agentRoom(agentId)).length === 0) return;
  const offer = await offerView(deps, doc);
  if (!deps.told.rings(agentId, offerId, doc._id)) return;
  for (const desk of deps.rooms.followers(agentRoom(agentId))) desk.emit('offer:made', { offer });
}

/** The offer as its agent sees it: what is known, without what was written (text stays folded until asked, H19). */
export async function offerView(deps: QueueDeps, doc: ConversationDoc): Promise<Offer | null> {
  if (!doc.offer) return null;
  const now = deps.clock.now();
  return {
    offerId: doc.offer.offerId,
    conversationId: doc._id,
    queueId: doc.queueId,
    expiresAt: iso(doc.offer.expiresAt),
    expiresInMs: Math.max(0, doc.offer.expiresAt - now),
    waitedMs: Math.max(0, now - doc.enqueuedAt),
    priority: doc.priority,
    language: doc.language,
    reasons: [...doc.offer.reasons],
    preChat: await deps.presenter.preChat(doc),
  };
}
