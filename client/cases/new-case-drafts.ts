// Cases before they are made: kept in memory while somebody goes to look at the chat, gone once one is made, with the page,
// or when they sign out.
import { create } from 'zustand';
import type { AgreementWay } from '../../shared/domain/case-sections.ts';
import { forgetAtSignOut } from '../app/forgetting.ts';
import type { Values } from '../records/field.ts';

export interface NewCaseDraft {
  readonly how: AgreementWay | null;
  readonly said: string;
  readonly channel: string;
  /** When it reached us, as typed; both empty: now. */
  readonly received: { readonly on: string; readonly time: string };
  readonly person: Values;
  readonly circumstances: Values;
  readonly incident: Values;
}

/** Each by the conversation it would be made of, or `new`. */
export const useNewCases = create<Readonly<Record<string, NewCaseDraft>>>(() => ({}));

forgetAtSignOut(() => useNewCases.setState({}, true));

export function changeNewCase(key: string, before: NewCaseDraft, change: Partial<NewCaseDraft>): void {
  useNewCases.setState({ [key]: { ...before, ...change } });
}

export function dropNewCase(key: string): void {
  useNewCases.setState((drafts) => {
    const { [key]: _made, ...rest } = drafts;
    return rest;
  }, true);
}
