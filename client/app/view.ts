// What is on the screen: which conversations, which tab of each, what is half written. Lives in memory only, so that
// nothing of a conversation stays on the device.
import { create } from 'zustand';
import { focusAfter } from '../ui/focus-after.ts';

export type Tab = 'chat' | 'about' | 'notes' | 'sharing' | 'assessments' | 'case' | 'emergency' | 'wrap_up';
export type DialogName =
  | 'end'
  | 'transfer'
  | 'emergency'
  | 'decline'
  | 'tell'
  | 'disclosure'
  | 'intervene'
  | 'redact'
  | 'watch';

export interface OpenDialog {
  readonly name: DialogName;
  readonly id: string;
  readonly seq?: number;
}

export interface View {
  /** Most recently attended first. */
  readonly recent: readonly string[];
  readonly tabs: Readonly<Record<string, Tab>>;
  readonly drafts: Readonly<Record<string, string>>;
  readonly dialog: OpenDialog | null;
  readonly help: boolean;
}

const blank: View = { recent: [], tabs: {}, drafts: {}, dialog: null, help: false };
export const useView = create<View>(() => blank);

export function attend(conversationId: string): void {
  useView.setState(({ recent }) =>
    recent[0] === conversationId ? {} : { recent: [conversationId, ...recent.filter((id) => id !== conversationId)] },
  );
}

export function showTab(conversationId: string, tab: Tab): void {
  useView.setState(({ tabs }) => ({ tabs: { ...tabs, [conversationId]: tab } }));
}

export function setDraft(conversationId: string, text: string): void {
  useView.setState(({ drafts }) => ({ drafts: { ...drafts, [conversationId]: text } }));
}

/** Puts a line at the end of what is being written; a person reads it and sends it. */
export function insertLine(conversationId: string, line: string): void {
  const before = useView.getState().drafts[conversationId] ?? '';
  focusComposer(conversationId, () =>
    setDraft(conversationId, before.trim() === '' ? line : `${before.trimEnd()} ${line}`),
  );
}

/** What this changes is on the page before the next key, which must not fall into the conversation that was left. */
export function focusComposer(conversationId: string, change: () => void): void {
  focusAfter(change, () => {
    const composer = document.getElementById(composerId(conversationId));
    if (composer instanceof HTMLTextAreaElement)
      composer.setSelectionRange(composer.value.length, composer.value.length);
    return composer;
  });
}

export function composerId(conversationId: string): string {
  return `composer-${conversationId}`;
}

export function openDialog(name: DialogName, id: string, seq?: number): void {
  useView.setState({ dialog: seq === undefined ? { name, id } : { name, id, seq } });
}

export function closeDialog(): void {
  useView.setState({ dialog: null });
}

export function showHelp(help: boolean): void {
  useView.setState({ help });
}

export function clearView(): void {
  useView.setState(blank);
}
