import { create } from 'zustand';
import { forgetAtSignOut } from '../app/forgetting.ts';
import { type ConsentDraft, emptyDraft } from './consent-draft.ts';

/** Half-made questions, by conversation: kept while the tab is closed, gone with the page. */
export const useDrafts = create<Readonly<Record<string, ConsentDraft>>>(() => ({}));

export function changeDraft(conversationId: string, change: Partial<ConsentDraft>): void {
  useDrafts.setState((drafts) => ({ [conversationId]: { ...(drafts[conversationId] ?? emptyDraft), ...change } }));
}

/** Where the form is open: kept like the draft itself when the columns are laid out anew, as they are when somebody zooms. */
export const useAsking = create<Readonly<Record<string, boolean>>>(() => ({}));

export function setAsking(conversationId: string, asking: boolean): void {
  useAsking.setState({ [conversationId]: asking });
}

// Whoever signs in next at this desk must not find what the one before was told.
forgetAtSignOut(() => {
  useDrafts.setState({}, true);
  useAsking.setState({}, true);
});
