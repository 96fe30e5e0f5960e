import { useShortcut } from './use-shortcut.ts';

/** The keys that go from conversation to conversation on the desk go from row to row of a list elsewhere. */
export function useRowKeys(list: { readonly current: HTMLElement | null }): void {
  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links.at(at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1))?.focus();
  };
  useShortcut('next', () => step(1));
  useShortcut('previous', () => step(-1));
}
