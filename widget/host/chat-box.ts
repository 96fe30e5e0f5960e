/**
 * The frame with the chat. It is made when somebody first opens it, and not before. Until the panel says that it is
 * ready, and when it never does, the loader itself shows whom to call (V4).
 */
import { fallbackNumbers } from '../../shared/reference/fallback-numbers.ts';
import { type Hello, MARK, type ToLoader, type ToPanel } from '../host-messages.ts';
import { button, element } from './host-page.ts';
import type { Snippet } from './snippet.ts';
import { words } from './words.ts';

/** A panel that comes later than this takes the numbers' place. */
const READY_WITHIN_MS = 4_000;

export interface ChatBox {
  readonly node: HTMLElement;
  readonly frame: HTMLElement;
  /** False where there is no panel to hear it. */
  readonly send: (message: ToPanel) => boolean;
  readonly remove: () => void;
}

export function createChatBox(snippet: Snippet, restored: boolean, told: (message: ToLoader) => void): ChatBox {
  const plain = element('section');
  const frame = element('iframe');
  const node = element('div', 'box', plain, frame);
  let port: MessagePort | undefined;

  plain.role = 'status';
  frame.title = words.frame;
  frame.referrerPolicy = 'no-referrer';
  const hide = button('', words.hide, () => told({ t: 'close' }));
  const onMessage = ({ source, origin, data }: MessageEvent): void => {
    if (source !== frame.contentWindow || origin !== snippet.chatOrigin || data !== MARK) return;
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = (event: MessageEvent<ToLoader>) => told(event.data);
    const hello: Hello = { t: MARK, scope: snippet.scope, restored };
    frame.contentWindow?.postMessage(hello, origin, [channel.port2]);
    clearTimeout(timer);
    plain.replaceChildren();
    frame.hidden = false;
    frame.focus();
  };
  addEventListener('message', onMessage);
  frame.hidden = true;
  frame.src = snippet.frameUrl;
  const timer = setTimeout(() => plain.replaceChildren(words.unreachable, ...numbers(), hide), READY_WITHIN_MS);
  return {
    node,
    frame,
    send: (message) => {
      port?.postMessage(message);
      return port !== undefined;
    },
    remove: () => {
      clearTimeout(timer);
      removeEventListener('message', onMessage);
      node.remove();
    },
  };
}

function numbers(): HTMLElement[] {
  return fallbackNumbers.map(({ label, number, note }) => {
    const call = element('a', '', number);
    call.href = `tel:${number}`;
    return element('p', '', `${label}: `, call, element('br'), note);
  });
}
