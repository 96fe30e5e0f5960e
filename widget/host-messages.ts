/**
 * What loader and panel say to each other. Commands only: the host page may know that a chat is open, never what is in
 * it. The panel asks for a port with `ready`; everything else goes through that port, which no other script holds.
 */

export type EscapeScope = 'page' | 'panel' | 'off';

/** The panel sends it bare to the window around it: "ready". Origin and source are checked on both sides. */
export const MARK = 'hearthline';

/** The loader's answer, with a port. */
export interface Hello {
  readonly t: typeof MARK;
  /** As the snippet says; anything unknown is `panel`. */
  readonly scope: string | undefined;
  /** The page came from Back or from a restored tab: nothing of before may be shown (P2). */
  readonly restored: boolean;
}

export type ToLoader =
  | { readonly t: 'exit' | 'close' }
  | { readonly t: 'exit-url'; readonly url: string }
  | { readonly t: 'escape' | 'news'; readonly on: boolean };

export type ToPanel = { readonly t: 'exit' } | { readonly t: 'shown'; readonly on: boolean };

export function isHello(data: unknown): data is Hello {
  return typeof data === 'object' && data !== null && 't' in data && data.t === MARK;
}
