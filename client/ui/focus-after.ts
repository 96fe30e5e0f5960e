import { flushSync } from 'react-dom';

/**
 * Makes a change, draws it and moves the focus into what it shows, all before the next key: a quick hand has pressed that before
 * the next frame, and it would fall where the focus was.
 */
export function focusAfter(change: () => void, next: () => HTMLElement | null | undefined): void {
  flushSync(change);
  next()?.focus();
}
