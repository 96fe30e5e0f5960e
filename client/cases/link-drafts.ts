// How far somebody has come on the way from a conversation to a case: kept when the columns are laid out anew, as they are
// when somebody zooms, and while the chat is looked at. In memory only.
import { create } from 'zustand';
import { forgetAtSignOut } from '../app/forgetting.ts';
import type { Found } from './case-calls.ts';

export interface LinkDraft {
  readonly way: 'make' | 'add' | null;
  readonly found: Found | null;
  /** What they agreed to, by the case it would be added to. */
  readonly said: Readonly<Record<string, string>>;
}

const begun: LinkDraft = { way: null, found: null, said: {} };

const useLinks = create<Readonly<Record<string, LinkDraft>>>(() => ({}));

forgetAtSignOut(() => useLinks.setState({}, true));

export function useLinkDraft(conversationId: string): LinkDraft {
  return useLinks((drafts) => drafts[conversationId] ?? begun);
}

export function changeLinkDraft(conversationId: string, change: Partial<LinkDraft>): void {
  useLinks.setState((drafts) => ({ [conversationId]: { ...(drafts[conversationId] ?? begun), ...change } }));
}

export function dropLinkDraft(conversationId: string): void {
  useLinks.setState((drafts) => {
    const { [conversationId]: _done, ...rest } = drafts;
    return rest;
  }, true);
}
