/** An offer that is not taken goes back: declined, expired, or dropped. The place is kept (Q2), the agent excluded for a while. */
import { type Cause, canBecome } from '../../shared/domain/conversation-state.ts';
import type { InputOf } from '../../shared/protocol/define.ts';
import type { StaffCommands } from '../../shared/protocol/staff.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  type ConversationDoc,
  type Exclusion,
  reach,
  type StaffCaller,
  updateConversation,
} from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';
import { exclusionAfter } from './exclusions.ts';
import { offerGone } from './offer-gone.ts';
import type { OfferResult } from './offers.store.ts';

export interface Returning {
  readonly conversationId: string;
  readonly offerId: string;
  readonly cause: Extract<Cause, 'offer_declined' | 'offer_expired' | 'offer_dropped'>;
  readonly by: string;
  readonly exclusion: Exclusion['reason'] | null;
  readonly reason?: string;
  /** Holds only if the offer is past its time when it is written. */
  readonly onlyIfExpired?: boolean;
}

const RESULT: Readonly<Record<Returning['cause'], Exclude<OfferResult, 'standing' | 'accepted'>>> = {
  offer_declined: 'declined',
  offer_expired: 'expired',
  offer_dropped: 'withdrawn',
};

export async function returnOffer(deps: QueueDeps, returning: Returning): Promise<Result<ConversationDoc>> {
  const { conversationId, offerId, cause, by } = returning;
  const settings = await deps.settings();
  let agentId = '';
  const returned = await updateConversation(deps, conversationId, by, async (doc, session, now) => {
    if (doc.offer?.offerId !== offerId || !canBecome(doc.state, 'waiting', cause)) return fail('offer_gone');
    if (returning.onlyIfExpired && doc.offer.expiresAt > now) return fail('offer_gone');
    agentId = doc.offer.agentId;
    await deps.agents.release(session, agentId, conversationId);
    await deps.offers.endIn(session, offerId, RESULT[cause], now, returning.reason);
    const added = returning.exclusion ? [exclusionAfter(agentId, returning.exclusion, now, settings)] : [];
    const others = doc.exclusions.filter((each) => each.agentId !== agentId || each.until === null);
    return ok({ state: 'waiting', offer: null, exclusions: [...others, ...added] });
  });
  if (!returned.ok) return returned;
  deps.measures.offer(RESULT[cause]);
  // Declined at one desk, it goes from the agent's other desks too (L5).
  const reason = cause === 'offer_expired' ? 'expired' : 'availability';
  deps.signals.publish('offer:withdrawn', { agentId, offerId, conversationId, reason });
  deps.queue.agentChanged(agentId);
  deps.queue.changed(conversationId);
  return returned;
}

export async function declineOffer(
  deps: QueueDeps,
  { conversationId, offerId, reason = 'other' }: InputOf<StaffCommands, 'offer:decline'>,
  caller: StaffCaller,
): Promise<Result<Record<string, never>>> {
  const reached = await reach(deps, 'offer.answer', caller, conversationId);
  if (!reached.ok) return offerGone(deps, { conversationId, offerId }, caller);
  const exclusion = reason === 'conflict_of_interest' || reason === 'skill' ? reason : 'declined';
  const by = caller.agentId;
  const returned = await returnOffer(deps, { conversationId, offerId, cause: 'offer_declined', by, exclusion, reason });
  if (returned.ok) return ok({});
  return returned.error.code === 'offer_gone' ? offerGone(deps, { conversationId, offerId }, caller) : returned;
}

/** Swept by every node each second; the write decides, not the clock. */
export async function sweepExpiredOffers(deps: QueueDeps): Promise<void> {
  const now = deps.clock.now();
  const expired = await deps.store.findMany({ state: 'offered', 'offer.expiresAt': { $lte: now } }, 200);
  for (const { _id, offer } of expired) {
    if (!offer) continue;
    const returning = { conversationId: _id, offerId: offer.offerId, by: 'system', onlyIfExpired: true } as const;
    await returnOffer(deps, { ...returning, cause: 'offer_expired', exclusion: 'missed' });
  }
}
