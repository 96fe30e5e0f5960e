// What is done about a message. What it says is asked for when it is opened, stays with the view that shows it, and goes when
// that is folded.
import type { InboundOutcome } from '../../shared/domain/inbound-message-state.ts';
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import type { InboundContents, InboundMessage } from '../../shared/protocol/http/inbound.ts';
import { ask } from '../connection/http.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { refreshInbound } from './messages.ts';

type Handled = Reply<{ message: InboundMessage }>;

const pathOf = (messageId: string, step: string): string => `/inbound/${encodeURIComponent(messageId)}/${step}`;

export function openMessage(messageId: string): Promise<Reply<{ contents: InboundContents }>> {
  return ask('POST', pathOf(messageId, 'open'), {});
}

/** `from`: who has it now, where it is taken over. */
export async function takeMessage(messageId: string, from: string | undefined): Promise<boolean> {
  return settled(await ask('POST', pathOf(messageId, 'take'), from === undefined ? {} : { from }));
}

export async function finishMessage(messageId: string, outcome: InboundOutcome): Promise<boolean> {
  return settled(await ask('POST', pathOf(messageId, 'done'), { outcome }));
}

/** Also after a refusal the list is asked for: somebody else has it now, and the page should say so. */
async function settled(reply: Handled): Promise<boolean> {
  if (!reply.ok) notify('problem', refusalOf(reply.error));
  await refreshInbound();
  return reply.ok;
}

function refusalOf(error: WireError): string {
  const { reason, takenBy } = error.details ?? {};
  if (reason === 'taken_by_another' && takenBy !== undefined) return say('messages.somebody_has_it', { name: takenBy });
  return reason === 'over' ? say('messages.is_over') : sentenceOf(error);
}
