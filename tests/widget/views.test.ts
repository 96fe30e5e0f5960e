import { h, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { fallbackNumbers } from '../../shared/reference/fallback-numbers.ts';
import { widgetCatalogue, widgetWords } from '../../shared/text/en/widget.ts';
import { english } from '../../shared/text/locales.ts';
import { createText } from '../../shared/text/text.ts';
import type { State } from '../../widget/state.ts';
import { type Ui, UiContext } from '../../widget/ui.tsx';
import { viewOf } from '../../widget/view.ts';
import { App } from '../../widget/views/app.tsx';
import { conversation, openLine, service } from './fake-line.ts';

// jsdom lays nothing out, so it has none; what the view does at a change of size is played in Chromium (e2e).
globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

const root = document.body.appendChild(document.createElement('div'));

function show(part: Partial<State>): State {
  const { session, store } = openLine();
  store.set(part);
  const state = store.state();
  const ui: Ui = {
    state,
    session,
    t: createText(widgetWords('adult'), english),
    tell: store.tell,
    set: store.set,
    leave: () => undefined,
    close: null,
    setEscape: () => undefined,
    drafts: new Map(),
    words: { texts: widgetCatalogue, cards: {} },
  };
  void act(() => render(h(UiContext.Provider, { value: ui }, h(App, { shiftMissing: 0 })), root));
  return state;
}

afterEach(() => act(() => render(null, root)));

const ended = { ...conversation, state: 'ended', queue: null } as const;
const ENDS: readonly (readonly [string, Partial<State>])[] = [
  ['closed', { stage: 'refused', service: { ...service, open: false, reason: 'closed_hours' } }],
  ['paused', { service: { ...service, open: false, reason: 'paused' } }],
  ['full', { service: { ...service, open: false, reason: 'full' } }],
  ['no place because of an error', { stage: 'refused', busy: 'internal' }],
  ['still asking for a place', { stage: 'requesting', busy: 'unavailable' }],
  ['the server cannot be reached, before a chat', { line: 'lost' }],
  ['the server cannot be reached, in a chat', { line: 'lost', conversation: { ...conversation, state: 'active' } }],
  ['ended', { conversation: ended }],
  ['ended, and the text is gone', { conversation: ended, rereadUntil: null, names: ['Partner'] }],
  ['open in another tab', { stopped: 'replaced', conversation }],
  ['too old to connect', { stopped: 'outdated' }],
];

describe('the views', () => {
  it.each(ENDS)('[V4] %s: 999 with 55 and a staffed number are there', (_, part) => {
    show(part);
    const text = root.textContent ?? '';
    for (const { number, note } of fallbackNumbers) {
      expect(text).toContain(number);
      expect(text).toContain(note);
    }
    expect(text).toMatch(/press 55/);
  });

  it('have exit and numbers in the same place, always', () => {
    const all: Partial<State>[] = [
      {},
      { stage: 'safety' },
      { stage: 'not_safe' },
      { page: 'message' },
      { page: 'kept' },
      { page: 'feedback' },
      { conversation },
    ];
    for (const part of [...all, ...ENDS.map(([, each]) => each)]) {
      show(part);
      const buttons = [...root.querySelectorAll('header button')].map((each) => each.textContent);
      expect(buttons).toEqual(['Numbers', 'Exit this page']);
    }
  });

  it('hold no dialog, no menu and no native list that would take Escape (H9)', () => {
    const forms = [{ page: 'message' }, { page: 'call' }, { page: 'feedback' }] satisfies Partial<State>[];
    for (const part of [{}, ...forms, { conversation }]) {
      show(part);
      expect(root.querySelector('dialog,select,[role=dialog],[role=menu],[popover],datalist')).toBeNull();
    }
  });

  it('offer to complain or say thank you also while the chat is closed, and never in the middle of something', () => {
    const offered = (part: Partial<State>): boolean => {
      show(part);
      return root.querySelector('footer button')?.textContent === 'Complain, or say thank you';
    };
    const closed = { ...service, open: false, reason: 'closed_hours' } as const;
    for (const part of [{}, { service: closed }, { conversation: ended }]) expect(offered(part)).toBe(true);
    const busy: Partial<State>[] = [{ stage: 'safety' }, { conversation }, { conversation, danger: 'asked' }];
    for (const part of busy) expect(offered(part)).toBe(false);
  });

  it('say on the first one that it is a demonstration, while it is one', () => {
    show({ demo: true });
    expect(root.textContent).toContain('This is a demonstration. Nobody is here. In danger call 999.');
  });

  it('have the log on the page before the first message, silent until the history is there', () => {
    show({ conversation });
    expect(root.querySelector('[role=log]')?.getAttribute('aria-live')).toBe('off');
    show({ conversation, loaded: true });
    expect(root.querySelector('[role=log]')?.getAttribute('aria-live')).toBe('polite');
  });

  it('in danger: what this chat cannot do comes before anybody relies on it (H6)', () => {
    const state = show({ conversation, danger: 'asked' });
    expect(viewOf(state)).toBe('danger');
    expect(root.textContent).toContain('press 55 when asked');
    expect(root.textContent).toContain('This chat cannot send help. It does not know where you are.');
    expect(root.textContent).toContain('Your place is kept');
  });
});
