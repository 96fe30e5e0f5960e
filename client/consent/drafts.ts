import { create } from 'zustand';
import { type ConsentDraft, emptyDraft } from './consent-draft.ts';

/** Half-made questions, by conversation: kept while the tab is closed, gone with the page. */
export const useDrafts = create<Readonly<Record<string, ConsentDraft>>>(() => ({}));

export function changeDraft(conversationId: string, change: Partial<ConsentDraft>): void {
  useDrafts.setState((drafts) => ({ [conversationId]: { ...(drafts[conversationId] ?? emptyDraft), ...change } }));
}
