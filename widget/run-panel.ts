/** Brings the parts of the panel together, once it is known where it stands. */
import { h, render } from 'preact';
import { english } from '../shared/text/locales.ts';
import { createText } from '../shared/text/text.ts';
import { createConnection } from './connection.ts';
import { isComposing, watchShift } from './exit-keys.ts';
import type { HostLink } from './host-link.ts';
import type { Hello, ToPanel } from './host-messages.ts';
import { fetchLists, sendLeave } from './http.ts';
import { createToken, dropEverything, escapeTurnedOff, keepEscape } from './kept-token.ts';
import type { PanelConfig } from './panel-config.ts';
import { createExit } from './quick-exit.ts';
import { safeUrl } from './safe-url.ts';
import { createSession } from './session.ts';
import { initialState } from './state.ts';
import { createStore, type Store } from './store.ts';
import { type Drafts, type Ui, UiContext } from './ui.tsx';
import { audience } from './view.ts';
import { App } from './views/app.tsx';
import { type PageWords, wordsFor } from './words.ts';

const TICK_MS = 5_000;
const SHIFT_SAID_MS = 5_000;

export interface Setting extends Pick<Hello, 'scope' | 'restored'> {
  readonly root: HTMLElement;
  readonly config: PanelConfig;
  readonly words: PageWords;
  readonly host: HostLink;
}

/** Answers what to do with the loader's messages. */
export function runPanel(setting: Setting): (message: ToPanel) => void {
  const { root, config, host } = setting;
  if (setting.restored) dropEverything();
  const drafts: Drafts = new Map();
  const store = createStore(initialState({ ...config, escapeOn: !escapeTurnedOff(), now: Date.now() }));
  store.set({ escapeScope: scopeOf(setting.scope) });
  const session = createSession({
    store,
    token: createToken(),
    connect: createConnection,
    lists: fetchLists,
    sendLeave,
    id: () => crypto.randomUUID(),
    now: () => Date.now(),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    language: english.code,
  });
  const exitUrl = (): string => safeUrl(store.state().service.exitUrl);
  const exit = createExit({
    page: document,
    clear: () => {
      render(null, root);
      drafts.clear();
    },
    end: session.end,
    sendLeave: (token) => sendLeave(token, crypto.randomUUID(), 'exit'),
    askLoader: () => {
      host.send({ t: 'exit' });
      return host.linked();
    },
    replace: (url) => (window.top ?? window).location.replace(url),
    later: (action, ms) => setTimeout(action, ms),
  });
  const leave = (): void => exit(exitUrl(), false);
  const draw = createDrawing(root, store, {
    session,
    tell: store.tell,
    set: store.set,
    leave,
    close: host.embedded ? () => host.send({ t: 'close' }) : null,
    setEscape: (on) => {
      keepEscape(on);
      host.send({ t: 'escape', on });
      store.set({ escapeOn: on });
    },
    drafts,
    words: setting.words,
  });
  const news = createNews(store, (on) => host.send({ t: 'news', on }));
  store.listen(() => draw());
  store.listen(news.look);
  draw();
  session.open();
  setInterval(session.tick, TICK_MS);
  listenForExit(store, leave, draw);
  host.send({ t: 'exit-url', url: exitUrl() });
  host.send({ t: 'escape', on: store.state().escapeOn });
  return (message) => {
    if (message.t === 'exit') exit(exitUrl(), true);
    else news.shown(message.on);
  };
}

function scopeOf(said: string | undefined): 'page' | 'panel' | 'off' {
  return said === 'page' || said === 'off' ? said : 'panel';
}

type Draw = (shiftMissing?: number) => void;

function createDrawing(root: HTMLElement, store: Store, ui: Omit<Ui, 'state' | 't'>): Draw {
  return (shiftMissing = 0) => {
    // Nothing comes back once somebody has left.
    if (document.documentElement.dataset.gone !== undefined) return;
    const state = store.state();
    const t = createText(wordsFor(ui.words, audience(state)), english);
    render(h(UiContext.Provider, { value: { ...ui, state, t } }, h(App, { shiftMissing })), root);
  };
}

/** Tells the loader that something came while the panel is hidden; never what. */
function createNews(store: Store, tell: (on: boolean) => void) {
  let seen = 0;
  return {
    shown: (shown: boolean): void => store.set({ shown }),
    look: (): void => {
      const last = store.state().log.entries.at(-1);
      const isNew = last !== undefined && last.seq > seen && last.author.role !== 'visitor';
      seen = last?.seq ?? 0;
      if (isNew && !store.state().shown) tell(true);
    },
  };
}

function listenForExit(store: Store, leave: () => void, draw: Draw): void {
  let pressedBefore = false;
  addEventListener(
    'keydown',
    (event) => {
      const again = pressedBefore;
      pressedBefore = event.key === 'Escape';
      const { escapeOn, escapeScope } = store.state();
      if (!pressedBefore || !escapeOn || escapeScope === 'off') return;
      if (again || !isComposing(event)) leave();
    },
    true,
  );
  let saying: ReturnType<typeof setTimeout> | undefined;
  watchShift(new AbortController().signal, (missing) => {
    if (missing < 1) return leave();
    draw(missing);
    clearTimeout(saying);
    saying = setTimeout(draw, SHIFT_SAID_MS);
  });
}
