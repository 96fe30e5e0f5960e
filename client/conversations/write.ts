// Writing into a conversation: each line goes out under its own clientId and is kept until the log shows it (L1, L2).
import { changeDesk, command, onLevel } from '../app/live.ts';
import { setLive, useLive } from '../app/store.ts';
import { withRead } from '../desk/reduce.ts';
import { sentenceOf } from '../ui/notices.ts';
import { acknowledge, addLine, dropLine, mark, type UnsentLine, worthSending } from './outbox.ts';

const TYPING_AGAIN_MS = 3_000;
const TYPING_STOPS_MS = 5_000;

export function sendText(conversationId: string, text: string): void {
  const line = { clientId: crypto.randomUUID(), conversationId, text };
  setLive(({ outbox }) => ({ outbox: addLine(outbox, line) }));
  stopTyping(conversationId);
  void sendLine(line);
}

export function retryLine(line: UnsentLine): void {
  setLive(({ outbox }) => ({ outbox: mark(outbox, line.clientId, 'sending') }));
  void sendLine(line);
}

export function discardLine(clientId: string): void {
  setLive(({ outbox }) => ({ outbox: dropLine(outbox, clientId) }));
}

/** What failed for want of a line goes out by itself once the desk is level again, in the order it was written. */
export function resendAfterReconnect(): () => void {
  return onLevel(() => {
    for (const line of worthSending(useLive.getState().outbox)) retryLine(line);
  });
}

async function sendLine({ clientId, conversationId, text }: Omit<UnsentLine, 'state'>): Promise<void> {
  const reply = await command('message:send', { clientId, conversationId, text });
  setLive(({ outbox, desk }) => {
    if (reply.ok) {
      const entries = desk.threads[conversationId]?.entries ?? [];
      return { outbox: acknowledge(outbox, clientId, reply.value.seq, entries) };
    }
    const state = reply.error.code === 'unavailable' ? 'failed' : 'refused';
    return { outbox: mark(outbox, clientId, state, sentenceOf(reply.error)) };
  });
}

const typing = new Map<string, { saidAt: number; timer: number }>();

/** Says that somebody writes, never what (V6). */
export function keepTyping(conversationId: string): void {
  const before = typing.get(conversationId);
  if (before !== undefined) window.clearTimeout(before.timer);
  const now = performance.now();
  const sayIt = before === undefined || now - before.saidAt > TYPING_AGAIN_MS;
  if (sayIt) sayTyping(conversationId, true);
  const timer = window.setTimeout(() => stopTyping(conversationId), TYPING_STOPS_MS);
  typing.set(conversationId, { saidAt: sayIt ? now : before.saidAt, timer });
}

export function stopTyping(conversationId: string): void {
  const before = typing.get(conversationId);
  if (before === undefined) return;
  window.clearTimeout(before.timer);
  typing.delete(conversationId);
  sayTyping(conversationId, false);
}

/** Worth saying now or not at all: it is not kept for a line that comes back later. */
function sayTyping(conversationId: string, isTyping: boolean): void {
  if (useLive.getState().line !== 'connected') return;
  void command('typing:set', { conversationId, typing: isTyping });
}

/** Only what stands before a person's eyes counts as read: the page is in front and the end of the log is in view. */
export function markRead(conversationId: string, seq: number): void {
  changeDesk((desk) => withRead(desk, conversationId, 'agent', seq));
  void command('entries:read', { conversationId, seq });
}
