/**
 * What loader and panel say to each other. Commands only: the host page may know that a chat is open, never what is in
 * it. The panel asks for a port with `ready`; everything else goes through that port, which no other script holds.
 */

export const MARK = 'hearthline-1';

export type EscapeScope = 'page' | 'panel' | 'off';

/** The only two messages between windows; origin and source are checked on both sides. */
export type WindowMessage =
  | { readonly mark: typeof MARK; readonly t: 'ready' }
  | {
      readonly mark: typeof MARK;
      readonly t: 'port';
      readonly escape: EscapeScope;
      /** The page came from Back or from a restored tab: nothing of before may be shown (P2). */
      readonly restored: boolean;
    };

export type ToLoader =
  | { readonly t: 'exit' | 'close' | 'gone' }
  | { readonly t: 'exit-url'; readonly url: string }
  | { readonly t: 'escape' | 'news'; readonly on: boolean };

export type ToPanel = { readonly t: 'exit' } | { readonly t: 'shown'; readonly on: boolean };

export function isMessage(data: unknown, t: WindowMessage['t']): data is WindowMessage {
  return (
    typeof data === 'object' && data !== null && 'mark' in data && data.mark === MARK && 't' in data && data.t === t
  );
}
