/**
 * Leaving at once (P2), always in this order and never waiting for the network: hide, neutral title, drop token, page,
 * drafts and storage, hang up, tell the server, go. It works without a connection and from every view.
 */
import { dropEverything } from './kept-token.ts';
import { neutralTitle, safeUrl } from './safe-url.ts';

/** A loader that is still there answers sooner; otherwise the frame goes by itself. */
const LOADER_ANSWERS_WITHIN_MS = 150;

export interface ExitPort {
  readonly page: Document;
  /** Takes every view out of the page. */
  readonly clear: () => void;
  /** Ends the session; answers its token. */
  readonly end: () => string | null;
  readonly sendLeave: (token: string) => void;
  /** Asks the loader to leave; false where there is none. */
  readonly askLoader: () => boolean;
  /** Replaces the page of the whole tab, so that Back does not return to it. */
  readonly replace: (url: string) => void;
  readonly later: (action: () => void, ms: number) => void;
}

export function createExit(port: ExitPort): (exitUrl: string, byLoader: boolean) => void {
  let gone = false;
  let loaderLeaves = false;
  return (exitUrl, byLoader) => {
    // Also when it answers: two who replace the page would each begin anew what the other has begun to load.
    loaderLeaves ||= byLoader;
    if (gone) return;
    gone = true;
    const { page } = port;
    page.documentElement.dataset.gone = 'yes';
    page.title = neutralTitle(safeUrl(exitUrl));
    const asked = loaderLeaves || port.askLoader();
    port.clear();
    const token = port.end();
    dropEverything();
    if (token !== null) port.sendLeave(token);
    const go = (): void => {
      if (!loaderLeaves) port.replace(safeUrl(exitUrl));
    };
    if (asked) port.later(go, LOADER_ANSWERS_WITHIN_MS);
    else go();
  };
}
