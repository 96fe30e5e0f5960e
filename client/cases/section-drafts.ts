// What is half written into the sections of cases: in memory only, kept when a page is left, gone with the page or when
// somebody signs out.
import { create } from 'zustand';
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { Values } from './sections/field.ts';
import { type ChoicesMade, same } from './sections/merge.ts';

export interface SectionDraft {
  /** What was read, and under which revision it would be saved. */
  readonly base: Values;
  readonly revision: number;
  readonly body: Values;
  /** Somebody else's version, saved since; a person chooses before anything is saved over it. */
  readonly theirs: Theirs | null;
  readonly choices: ChoicesMade;
  /** All as it was before all of theirs was taken, to be brought back: their version beside it, so that nothing of it is lost. */
  readonly setAside: SectionDraft | null;
}

export interface Theirs {
  readonly body: Values;
  readonly revision: number;
  readonly by: string | null;
}

type Drafts = Readonly<Record<string, SectionDraft>>;

export const useSectionDrafts = create<Drafts>(() => ({}));

const keyOf = (caseId: string, section: CaseSection): string => `${caseId} ${section}`;

export function useSectionDraft(caseId: string, section: CaseSection): SectionDraft | null {
  return useSectionDrafts((drafts) => drafts[keyOf(caseId, section)] ?? null);
}

export function beginDraft(caseId: string, section: CaseSection, read: { body: Values; revision: number }): void {
  const { body, revision } = read;
  set(caseId, section, { base: body, revision, body, theirs: null, choices: {}, setAside: null });
}

export function changeSectionDraft(caseId: string, section: CaseSection, change: Partial<SectionDraft>): void {
  const draft = useSectionDrafts.getState()[keyOf(caseId, section)];
  if (draft !== undefined) set(caseId, section, { ...draft, ...change });
}

export function dropDraft(caseId: string, section: CaseSection): void {
  useSectionDrafts.setState((drafts) => {
    const { [keyOf(caseId, section)]: _gone, ...rest } = drafts;
    return rest;
  }, true);
}

/** Something would be lost with it. */
export function holdsSomething({ base, body, theirs, setAside }: SectionDraft): boolean {
  return theirs !== null || setAside !== null || !same(base, body);
}

/** Sections of a case that somebody has written into. */
export function draftedIn(drafts: Drafts, caseId: string): readonly string[] {
  const mine = Object.entries(drafts).filter(([key, draft]) => key.startsWith(`${caseId} `) && holdsSomething(draft));
  return mine.map(([key]) => key.slice(caseId.length + 1));
}

export function forgetSectionDrafts(): void {
  useSectionDrafts.setState({}, true);
}

function set(caseId: string, section: CaseSection, draft: SectionDraft): void {
  useSectionDrafts.setState((drafts) => ({ ...drafts, [keyOf(caseId, section)]: draft }));
}
