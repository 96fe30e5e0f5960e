// Cases that a page shows now. They are kept while something shows them, shared by whatever does, and forgotten soon after
// the last of these: reading is recorded each time, and nothing of a person lies about in a page that is not looked at.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { WireError } from '../../shared/protocol/errors.ts';
import type { CaseRow, CaseView, SavedSection } from '../../shared/protocol/http/cases.ts';
import { forgetAtSignOut } from '../app/forgetting.ts';
import { onStaffEvent } from '../app/live.ts';
import { newestOnly } from '../connection/newest-only.ts';
import { readCase } from './case-calls.ts';

interface OpenCase {
  readonly view: CaseView | null;
  readonly error: WireError | null;
}

const KEPT_MS = 5_000;

const nothing: OpenCase = { view: null, error: null };
const useCases = create<Readonly<Record<string, OpenCase>>>(() => ({}));
forgetAtSignOut(() => useCases.setState({}, true));
const shownBy = new Map<string, number>();
const newest = newestOnly();

/** Asks for it when it is first shown; `reloadCase` asks again. */
export function useCase(caseId: string): OpenCase {
  useEffect(() => {
    shownBy.set(caseId, (shownBy.get(caseId) ?? 0) + 1);
    if (useCases.getState()[caseId] === undefined) void reloadCase(caseId);
    const stop = onStaffEvent('cases:changed', () => void reloadCase(caseId));
    return () => {
      stop();
      shownBy.set(caseId, (shownBy.get(caseId) ?? 1) - 1);
      // Not at once: a page that is laid out anew, or the next page, shows it again without reading it again.
      window.setTimeout(() => forgetUnlessShown(caseId), KEPT_MS);
    };
  }, [caseId]);
  return useCases((cases) => cases[caseId] ?? nothing);
}

/** Whoever asks is told what was read, also where a newer question was asked meanwhile and decides what is shown. */
export async function reloadCase(caseId: string): Promise<CaseView | null> {
  const asked = readAsItStands(caseId);
  const counts = (await newest.ask(caseId, () => asked)) !== null;
  const reply = await asked;
  if (counts && reply.ok) keepCase(reply.value.case);
  else if (counts && !reply.ok)
    change(caseId, ({ view }) => ({ view: reply.error.code === 'not_found' ? null : view, error: reply.error }));
  return reply.ok ? reply.value.case : null;
}

/** Read before the answer of a command brought a newer row, it is read once more: the older row is not put back. */
async function readAsItStands(caseId: string): ReturnType<typeof readCase> {
  const reply = await readCase(caseId);
  const shown = useCases.getState()[caseId]?.view?.row.revision ?? 0;
  return reply.ok && reply.value.case.row.revision < shown ? readCase(caseId) : reply;
}

/** Asks again for one that is on the screen; whose view nobody looks at is not read for nothing. */
export function reloadShownCase(caseId: string): void {
  if (useCases.getState()[caseId] !== undefined) void reloadCase(caseId);
}

export function keepCase(view: CaseView): void {
  change(view.row.caseId, () => ({ view, error: null }));
}

/** What an answer brings: the newest state of the row, and of a section. */
export function keepRow(
  row: CaseRow,
  more: { readonly section?: SavedSection; readonly conflict?: boolean } = {},
): void {
  change(row.caseId, ({ view, error }) => {
    if (view === null) return { view, error };
    const { section, conflict } = more;
    const sections =
      section === undefined
        ? view.sections
        : view.sections.map((each) => (each.section === section.section ? section : each));
    return { view: { ...view, row, sections, conflict: conflict ?? view.conflict }, error };
  });
}

function change(caseId: string, work: (known: OpenCase) => OpenCase): void {
  useCases.setState((cases) => ({ ...cases, [caseId]: work(cases[caseId] ?? nothing) }));
}

function forgetUnlessShown(caseId: string): void {
  if ((shownBy.get(caseId) ?? 0) > 0) return;
  shownBy.delete(caseId);
  newest.letGo(caseId);
  useCases.setState((cases) => {
    const { [caseId]: _gone, ...rest } = cases;
    return rest;
  }, true);
}
