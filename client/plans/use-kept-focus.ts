import { useLayoutEffect, useRef } from 'react';

/** The row that had the focus is done and gone: the next one has it, or the heading of an empty list, so that the keys go on. */
export function useKeptFocus(box: { readonly current: HTMLElement | null }, count: number): void {
  const before = useRef(count);
  useLayoutEffect(() => {
    const fewer = count < before.current;
    before.current = count;
    if (!fewer || document.activeElement !== document.body) return;
    const next =
      box.current?.querySelector<HTMLElement>('[data-row]') ?? box.current?.querySelector<HTMLElement>('h2, h3');
    next?.focus();
  }, [box, count]);
}
