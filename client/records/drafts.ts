// What is half written into a record: in memory only, kept when a page is left, gone with the page or when somebody signs
// out. A record is known by a key, such as `section <case> person`.
import { create } from 'zustand';
import { forgetAtSignOut } from '../app/forgetting.ts';
import type { Values } from './field.ts';
import { type ChoicesMade, same } from './merge.ts';

export interface Draft {
  /** What was read, and under which revision it would be saved. */
  readonly base: Values;
  readonly revision: number;
  readonly body: Values;
  /** Somebody else's version, saved since; a person chooses before anything is saved over it. */
  readonly theirs: Theirs | null;
  readonly choices: ChoicesMade;
  /** All as it was before all of theirs was taken, to be brought back: their version beside it, so that nothing of it is lost. */
  readonly setAside: Draft | null;
}

export interface Theirs {
  readonly body: Values;
  readonly revision: number;
  readonly by: string | null;
}

type Drafts = Readonly<Record<string, Draft>>;

export const useDrafts = create<Drafts>(() => ({}));

forgetAtSignOut(() => useDrafts.setState({}, true));

export function useDraft(key: string): Draft | null {
  return useDrafts((drafts) => drafts[key] ?? null);
}

/** `body` may differ from what was read: something is written into it already. */
export function beginDraft(
  key: string,
  read: { readonly body: Values; readonly revision: number },
  body = read.body,
): void {
  const { revision } = read;
  set(key, { base: read.body, revision, body, theirs: null, choices: {}, setAside: null });
}

export function changeDraft(key: string, change: Partial<Draft>): void {
  const draft = useDrafts.getState()[key];
  if (draft !== undefined) set(key, { ...draft, ...change });
}

export function dropDraft(key: string): void {
  useDrafts.setState((drafts) => {
    const { [key]: _gone, ...rest } = drafts;
    return rest;
  }, true);
}

/** Something would be lost with it. */
export function holdsSomething({ base, body, theirs, setAside }: Draft): boolean {
  return theirs !== null || setAside !== null || !same(base, body);
}

/** The keys of drafts that hold something. */
export function keysHeld(drafts: Drafts): readonly string[] {
  return Object.entries(drafts).flatMap(([key, draft]) => (holdsSomething(draft) ? [key] : []));
}

function set(key: string, draft: Draft): void {
  useDrafts.setState((drafts) => ({ ...drafts, [key]: draft }));
}

/** Whoever closes the page while something is half written is asked first: it lives nowhere else. */
const askBeforeLeaving = (event: BeforeUnloadEvent): void => event.preventDefault();

useDrafts.subscribe((drafts) => {
  window.removeEventListener('beforeunload', askBeforeLeaving);
  if (Object.values(drafts).some(holdsSomething)) window.addEventListener('beforeunload', askBeforeLeaving);
});
