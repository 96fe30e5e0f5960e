// Accepting and declining. What the server says of an offer that has gone is passed on in its own words.

import type { Offer } from '../../shared/protocol/desk.ts';
import type { WireError } from '../../shared/protocol/errors.ts';
import { changeDesk, command, loadThread } from '../app/live.ts';
import { attend, focusComposer } from '../app/view.ts';
import { openThread, withoutOffer } from '../desk/reduce.ts';
import { notify, notifyProblem } from '../ui/notices.ts';
import { say } from '../ui/words.ts';

export type DeclineReason = 'busy' | 'conflict_of_interest' | 'skill' | 'other';

export async function acceptOffer({ offerId, conversationId }: Offer): Promise<void> {
  const reply = await command('offer:accept', { offerId, conversationId });
  changeDesk((desk) => withoutOffer(desk, offerId));
  if (!reply.ok) return offerProblem(reply.error);
  focusComposer(conversationId, () => {
    changeDesk((desk) => openThread(desk, reply.value));
    attend(conversationId);
  });
  await loadThread(conversationId);
}

export async function declineOffer({ offerId, conversationId }: Offer, reason: DeclineReason): Promise<void> {
  const reply = await command('offer:decline', { offerId, conversationId, reason });
  changeDesk((desk) => withoutOffer(desk, offerId));
  if (!reply.ok && reply.error.code !== 'offer_gone') notifyProblem(reply.error);
}

function offerProblem(error: WireError): void {
  if (error.code === 'offer_gone') notify('done', goneSentence(error));
  else notifyProblem(error);
}

function goneSentence({ details }: WireError): string {
  if (details?.reason === 'taken') return say('offer.taken', { name: details.takenBy ?? say('offer.somebody') });
  return say(details?.reason === 'withdrawn' ? 'offer.withdrawn' : 'offer.expired');
}
