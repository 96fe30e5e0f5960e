/**
 * The script on other people's websites: a chat button, an exit that always works, and a frame once somebody opens it.
 * It asks the network for nothing before that, keeps nothing, and never learns what is said.
 */
import { watchShift } from './exit-keys.ts';
import { type ChatBox, createChatBox } from './host/chat-box.ts';
import { watchEscape } from './host/escape-in-page.ts';
import { button, createRoot, element } from './host/host-page.ts';
import { leavePage } from './host/leave-page.ts';
import { readSnippet, type Snippet } from './host/snippet.ts';
import { shiftWords, words } from './host/words.ts';
import type { ToLoader } from './host-messages.ts';

type HostEvent = 'open' | 'close';
type Command = readonly ['open' | 'close' | 'shutdown'] | readonly ['on', HostEvent, () => void];
interface Api {
  (...command: Command): void;
  q?: readonly Command[];
  loaded?: true;
}
declare global {
  interface Window {
    Helpline?: Api;
  }
}

/** A link of the website that leaves it, marked so that it also ends the chat. */
const OWN_EXIT = '[data-helpline-exit]';
/** Here the chat covers the whole page, and nothing behind it can be reached. */
const SMALL = '(max-width:600px),(max-height:480px)';
const SHIFT_SAID_MS = 5_000;

function start(snippet: Snippet): Api {
  const root = createRoot();
  const life = new AbortController();
  const { signal } = life;
  let { exitUrl } = snippet;
  let escapeOn = snippet.scope === 'page';
  let restored = arrivedByBack();
  let box: ChatBox | undefined;
  let open = false;

  const leave = (): void => {
    leavePage(root, exitUrl);
    box?.send({ t: 'exit' });
  };
  const exit = button('exit', words.exit, leave);
  const chat = button('chat', words.chat, () => turn(true));
  const say = element('div', 'say');
  say.role = 'status';
  root.append(exit, chat, say);
  // What a phone really shows: above its keyboard, and where the person has zoomed to.
  const view = visualViewport;
  for (const event of ['resize', 'scroll']) view?.addEventListener(event, show, { signal });
  addEventListener('DOMContentLoaded', show, { signal });
  show();

  function show(): void {
    (root.host as HTMLElement).style.cssText = `--top:${view?.offsetTop}px;--height:${view?.height}px`;
    const covers = open && matchMedia(SMALL).matches;
    if (box) box.node.hidden = !open;
    chat.hidden = open;
    chat.ariaExpanded = `${open}`;
    exit.hidden = !covers && document.querySelector(OWN_EXIT) !== null;
    document.body?.toggleAttribute('inert', covers);
  }

  function turn(on: boolean): void {
    if (on && !box) {
      box = createChatBox(snippet, restored, told);
      root.prepend(box.node);
    }
    open = on;
    show();
    news(false);
    box?.send({ t: 'shown', on });
    if (on) box?.frame.focus();
    else chat.focus();
    root.host.dispatchEvent(new Event(on ? 'open' : 'close'));
  }

  function news(on: boolean): void {
    chat.textContent = words.chat + (on ? words.news : '');
  }

  function told(message: ToLoader): void {
    if (message.t === 'exit') leave();
    if (message.t === 'close') {
      turn(false);
      // Without a panel the next opening tries anew.
      if (!box?.send({ t: 'shown', on: false })) drop();
    }
    if (message.t === 'exit-url') exitUrl = message.url;
    if (message.t === 'escape') escapeOn = message.on && snippet.scope === 'page';
    if (message.t === 'news') news(message.on && !open);
  }

  function drop(): void {
    box?.remove();
    box = undefined;
    open = false;
    show();
  }

  let saying: ReturnType<typeof setTimeout> | undefined;
  watchEscape(signal, () => escapeOn, leave);
  watchShift(signal, (missing) => {
    if (missing < 1) leave();
    say.textContent = shiftWords(missing);
    clearTimeout(saying);
    saying = setTimeout(() => (say.textContent = ''), SHIFT_SAID_MS);
  });
  // The browser may keep the page for Back: it must not keep the chat in it (P2).
  addEventListener('pagehide', drop, { signal });
  addEventListener('pageshow', ({ persisted }) => {
    restored ||= persisted;
  });
  document.addEventListener(
    'click',
    (event) => {
      if (!(event.target as Element).closest(OWN_EXIT)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      leave();
    },
    { capture: true, signal },
  );

  return (...[name, event, listener]) => {
    if (name === 'on') root.host.addEventListener(event, listener);
    else if (name !== 'shutdown') turn(name === 'open');
    else {
      drop();
      life.abort();
      root.host.remove();
    }
  };
}

/** By Back, or as a tab that was closed and opened again. */
function arrivedByBack(): boolean {
  const [arrival] = performance.getEntriesByType('navigation');
  return (arrival as PerformanceNavigationTiming | undefined)?.type === 'back_forward';
}

const before = window.Helpline;
const snippet = readSnippet();
if (snippet && !before?.loaded) {
  const api = start(snippet);
  api.loaded = true;
  window.Helpline = api;
  for (const command of before?.q ?? []) api(...command);
}
