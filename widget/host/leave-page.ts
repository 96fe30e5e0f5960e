/**
 * Leaves the website (P2): everything is hidden in the same moment, the chat is told to forget, and the page is
 * replaced, so that Back does not return to it. Without a network the blank page stays.
 */
import { neutralTitle } from '../safe-url.ts';
import { element } from './host-page.ts';

/** The moment in which the panel forgets and tells the server. The page is blank already. */
const FOR_THE_PANEL_MS = 60;

export function leavePage(root: ShadowRoot, exitUrl: string): void {
  // What lies in the top layer would show above any cover, so the body itself goes.
  document.body?.style.setProperty('display', 'none', 'important');
  document.title = neutralTitle(exitUrl);
  root.append(element('div', 'over'));
  setTimeout(() => location.replace(exitUrl), FOR_THE_PANEL_MS);
  // Should the browser ever show this page again, it begins anew.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}
