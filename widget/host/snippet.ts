/** What the website says in its snippet: which service, and where Escape leaves. */

import { DEFAULT_EXIT_URL } from '../safe-url.ts';

export interface Snippet {
  readonly chatOrigin: string;
  readonly frameUrl: string;
  /** As written; only `page` concerns the loader, and the panel knows the rest. */
  readonly scope: string | undefined;
  readonly exitUrl: string;
}

export function readSnippet(): Snippet | null {
  // Not `currentScript`: tag managers insert scripts in ways that leave it empty.
  const script = document.querySelector<HTMLScriptElement>('script[data-helpline-key]');
  if (!script) return null;
  const { helplineKey = '', locale = 'auto', exitEscape, exitUrl = DEFAULT_EXIT_URL } = script.dataset;
  const { origin } = new URL(script.src);
  const frameUrl = `${origin}/widget/panel?${new URLSearchParams({ key: helplineKey, locale })}`;
  return { chatOrigin: origin, frameUrl, scope: exitEscape, exitUrl };
}
