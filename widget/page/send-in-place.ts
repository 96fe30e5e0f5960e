/**
 * Sends a form and shows the answer in the same page. The browser's history then holds one entry for the whole form, and that one is
 * an empty beginning: nothing that was typed is behind Back (P2). Where no answer comes, what was typed stays where it is.
 */
import { bodyOf } from './body-of.ts';

export interface SendPort {
  readonly page: Document;
  readonly post: (action: string, body: URLSearchParams) => Promise<{ readonly status: number; readonly html: string }>;
  /** Somebody has left meanwhile. */
  readonly gone: () => boolean;
}

type Send = (form: HTMLFormElement, pressed: Element | null) => Promise<void>;

export function createSend({ page, post, gone }: SendPort): Send {
  let sending = false;
  return async (form, pressed) => {
    if (sending) return;
    sending = true;
    showUnreached(page, false);
    page.querySelector('main')?.setAttribute('aria-busy', 'true');
    const answer = await post(form.action, bodyOf(form, pressed)).catch(() => null);
    sending = false;
    if (gone()) return;
    page.querySelector('main')?.removeAttribute('aria-busy');
    if (answer === null || answer.status >= 500 || !show(page, answer.html)) showUnreached(page, true);
  };
}

/** Everything between the way out and the numbers, and the way out itself: it belongs to what is filled in. */
const PARTS = ['.exit', 'main'];

function show(page: Document, html: string): boolean {
  const next = new DOMParser().parseFromString(html, 'text/html');
  const parts = PARTS.map((part) => [page.querySelector(part), next.querySelector(part)] as const);
  if (parts.some(([before, after]) => before === null || after === null)) return false;
  for (const [before, after] of parts) if (after !== null) before?.replaceWith(after);
  page.defaultView?.scrollTo(0, 0);
  focusOn(page);
  return true;
}

/** Who cannot see that the page is another hears its heading; who has something to correct is at the field. */
function focusOn(page: Document): void {
  const wrong = page.querySelector<HTMLElement>('main [aria-describedby~=fault]');
  const field = wrong?.matches('fieldset') ? wrong.querySelector<HTMLElement>('input') : wrong;
  const heading = page.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  (field ?? heading)?.focus({ preventScroll: true });
}

function showUnreached(page: Document, is: boolean): void {
  const said = page.getElementById('unreached');
  if (said === null) return;
  said.hidden = !is;
  if (is) said.scrollIntoView?.({ block: 'center' });
}
