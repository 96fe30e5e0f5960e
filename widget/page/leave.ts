/**
 * Leaves a public page (P2), always in this order and never waiting for the network: empty, neutral title, tell the server that what
 * was filled in is over, go. The page is replaced, so that Back leads to the one before it.
 */
import { neutralTitle, safeUrl } from '../safe-url.ts';
import { bodyOf } from './body-of.ts';

export interface LeavePort {
  readonly page: Document;
  /** Sent even though the page goes; nobody reads an answer. */
  readonly tell: (action: string, body: URLSearchParams) => void;
  readonly replace: (url: string) => void;
}

export interface Leave {
  (): void;
  /** Nothing may be shown any more. */
  readonly gone: () => boolean;
}

export function createLeave({ page, tell, replace }: LeavePort): Leave {
  let gone = false;
  const leave = (): void => {
    const exit = page.getElementById('exit');
    if (gone || exit === null) return;
    gone = true;
    const to = safeUrl(exit.dataset.to ?? exit.getAttribute('href') ?? '');
    const form = exit.closest('form');
    page.body.replaceChildren();
    page.title = neutralTitle(to);
    if (form !== null) tell(form.action, bodyOf(form, null));
    replace(to);
  };
  return Object.assign(leave, { gone: () => gone });
}
