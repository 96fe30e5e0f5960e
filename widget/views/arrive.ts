/** What comes late: a page that had to be fetched, or what stands in its place once a form was sent. */
import { useLayoutEffect } from 'preact/hooks';

/** As with any new view it is read from its heading, which has the focus; never while somebody is elsewhere in the website. */
export function useArrival(what: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thing has arrived
  useLayoutEffect(() => {
    const heading = document.hasFocus() ? document.querySelector<HTMLElement>('[data-focus]') : null;
    heading?.closest('main')?.scrollTo(0, 0);
    heading?.focus();
  }, [what]);
}
