// One tick a second for everything that counts, so that all waits of a page move together.
import { useSyncExternalStore } from 'react';
import { useLive } from '../app/store.ts';

let timer: number | undefined;
const listeners = new Set<() => void>();
let second = Math.floor(Date.now() / 1000);

function tick(): void {
  second = Math.floor(Date.now() / 1000);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(tick, 500);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      window.clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Milliseconds of this machine's clock, once a second. */
export function useNow(): number {
  useSyncExternalStore(subscribe, () => second);
  return Date.now();
}

/** The server's idea of now: waits are counted from its times, not from this machine's clock. */
export function useServerNow(): number {
  const offset = useLive((live) => live.clockOffsetMs);
  return useNow() + offset;
}

/** The same for what is worked out once, such as the day that a form calls today. */
export function serverNow(): Date {
  return new Date(Date.now() + useLive.getState().clockOffsetMs);
}
