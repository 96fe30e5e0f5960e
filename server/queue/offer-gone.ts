/** Why an offer is gone and who has the conversation now: said only to whom it was made; to others it never existed. */
import { fail, type Result } from '../../shared/result.ts';
import { participants, type StaffCaller } from '../conversations/index.ts';
import type { QueueDeps } from './deps.ts';

export async function offerGone(
  deps: QueueDeps,
  { conversationId, offerId }: { readonly conversationId: string; readonly offerId: string },
  caller: StaffCaller,
): Promise<Result<never>> {
  const offer = await deps.offers.find(offerId);
  if (offer?.agentId !== caller.agentId) return fail('not_found');
  const doc = await deps.store.find(conversationId);
  const taken = doc?.holder && !participants(doc).includes(caller.agentId) ? doc.holder.name : null;
  if (taken !== null) return fail('offer_gone', { reason: 'taken', takenBy: taken });
  return fail('offer_gone', { reason: offer.result === 'expired' ? 'expired' : 'withdrawn' });
}
