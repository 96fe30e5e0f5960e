import { useShortcut } from './use-shortcut.ts';

/** The keys that go from conversation to conversation on the desk go from row to row of a list elsewhere. */
export function useRowKeys(list: { readonly current: HTMLElement | null }): void {
  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = rowBeside(links, list.current, by);
    links.at(Math.min(Math.max(at, 0), links.length - 1))?.focus();
  };
  useShortcut('next', () => step(1));
  useShortcut('previous', () => step(-1));
}

/** From what was opened below a row, back is that row itself; from anywhere else on the page it is the first. */
function rowBeside(links: readonly HTMLElement[], list: HTMLElement | null, by: 1 | -1): number {
  const active = document.activeElement;
  const at = links.indexOf(active as HTMLElement);
  if (at !== -1) return at + by;
  if (active === null || list?.contains(active) !== true) return 0;
  const above = links.filter((each) => each.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING).length;
  return by === 1 ? above : above - 1;
}
