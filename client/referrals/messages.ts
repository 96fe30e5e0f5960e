// What people left in the message form and still needs a person: codes and times only. What one of them says is asked
// for when it is opened, stays with the view that shows it, and goes when that is folded.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { InboundOutcome } from '../../shared/domain/inbound-message-state.ts';
import type { Reply, WireError } from '../../shared/protocol/errors.ts';
import type { InboundContents, InboundMessage } from '../../shared/protocol/http/inbound.ts';
import { onLevel } from '../app/live.ts';
import { useLive } from '../app/store.ts';
import { ask } from '../connection/http.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { isOfMessage } from './message-alerts.ts';

interface Inbound {
  readonly messages: readonly InboundMessage[];
  readonly openTotal: number;
}

export const useInbound = create<{ readonly inbound: Inbound | null }>(() => ({ inbound: null }));

let asked = 0;

/** The answer to the newest question counts, whichever comes last. */
export async function refreshInbound(): Promise<void> {
  asked += 1;
  const mine = asked;
  const reply = await ask<Inbound>('GET', '/inbound');
  if (reply.ok && mine === asked) useInbound.setState({ inbound: reply.value });
}

function forgetInbound(): void {
  asked += 1;
  useInbound.setState({ inbound: null });
}

/** Asked again when a message is announced or taken, when the line is back, and when somebody looks here again. */
export function useInboundLive(): void {
  const announced = useLive(({ desk }) =>
    desk.alerts
      .filter(isOfMessage)
      .map(({ alertId }) => alertId)
      .join(),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was announced is the reason to ask again
  useEffect(() => void refreshInbound(), [announced]);
  useEffect(() => {
    const look = () => void refreshInbound();
    window.addEventListener('focus', look);
    const stop = onLevel(look);
    return () => {
      window.removeEventListener('focus', look);
      stop();
      forgetInbound();
    };
  }, []);
}

type Handled = Reply<{ message: InboundMessage }>;

const pathOf = (messageId: string, step: string): string => `/inbound/${encodeURIComponent(messageId)}/${step}`;

export function openMessage(messageId: string): Promise<Reply<{ contents: InboundContents }>> {
  return ask('POST', pathOf(messageId, 'open'), {});
}

export async function takeMessage(messageId: string): Promise<boolean> {
  return settled(await ask('POST', pathOf(messageId, 'take'), {}));
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
