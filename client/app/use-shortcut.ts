// Connects keys to whatever is on the screen. The last view that asked for an action gets it.
import { useLayoutEffect, useRef } from 'react';
import { isWriting } from './is-writing.ts';
import { usePreferences } from './preferences.ts';
import { type Action, actionOf, chordFor } from './shortcuts.ts';
import { followTyping } from './typing-on.ts';

type Handler = () => void;
const handlers = new Map<Action, Set<{ readonly run: Handler }>>();

/** `enabled` false leaves the action to another view, or to nobody. */
export function useShortcut(action: Action, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  // With the drawing: a key may be pressed as soon as the page is seen.
  useLayoutEffect(() => {
    if (!enabled) return;
    const mine = { run: () => latest.current() };
    const all = handlers.get(action) ?? new Set();
    handlers.set(action, all.add(mine));
    return () => void all.delete(mine);
  }, [action, enabled]);
}

/** The key to show beside a button. */
export function useKeyHint(action: Action): string {
  return usePreferences((preferences) => chordFor(action, preferences));
}

export function runShortcut(action: Action): boolean {
  const last = [...(handlers.get(action) ?? [])].at(-1);
  last?.run();
  return last !== undefined;
}

/** One listener for the page. Under an open dialog only the emergency key still works. */
export function useKeyboard(): void {
  useLayoutEffect(() => {
    const typing = followTyping();
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229) return;
      const writing = typing.isStill(event) || isWriting(event.target);
      if (event.defaultPrevented) return;
      const action = actionOf(event, writing, usePreferences.getState());
      if (action === null) return;
      if (document.querySelector('dialog[open]') !== null && action !== 'emergency') return;
      if (runShortcut(action)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', typing.over);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', typing.over);
    };
  }, []);
}
