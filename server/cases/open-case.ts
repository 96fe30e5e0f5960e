/** Reading a case: who read it is recorded before a word of it is shown (A2). */
import type { CaseSection } from '../../shared/domain/case-sections.ts';
import type { CaseEvent, CaseView, SavedSection } from '../../shared/protocol/http/cases.ts';
import { ok, type Result } from '../../shared/result.ts';
import { cursorAt, readCursor } from '../platform/time-cursor.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { eventsThereFor } from './events-there-for.ts';
import { mergedInto } from './family.ts';
import { presentCase, presentEvent, presentSection } from './present-case.ts';
import { reachCase } from './reach-case.ts';

export async function openCase(
  deps: CasesDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<{ case: CaseView }>> {
  const reached = await reachCase(deps, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  await recordView(deps, caseId, caller, 'case.read');
  return ok({ case: await presentCase(deps, reached.value, caller) });
}

const VERSIONS_SHOWN = 50;

export async function sectionHistory(
  deps: CasesDeps,
  { caseId, section }: { readonly caseId: string; readonly section: CaseSection },
  caller: CaseCaller,
): Promise<Result<{ versions: SavedSection[] }>> {
  const reached = await reachCase(deps, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  await recordView(deps, caseId, caller, 'case.read_history');
  const [now, before] = await Promise.all([
    deps.sections.find(caseId, section),
    deps.sections.history(caseId, section, VERSIONS_SHOWN),
  ]);
  const all = now === null ? before : [now, ...before];
  return ok({ versions: await Promise.all(all.map((each) => presentSection(deps, each))) });
}

const EVENTS_SHOWN = 50;

/** Newest first; the cursor is the last event shown. */
export async function readTimeline(
  deps: CasesDeps,
  { caseId, before }: { readonly caseId: string; readonly before?: string | undefined },
  caller: CaseCaller,
): Promise<Result<{ events: CaseEvent[]; next: string | null }>> {
  const reached = await reachCase(deps, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  await recordView(deps, caseId, caller, 'case.read_timeline');
  const parts = await mergedInto(deps, caseId);
  const ids = [caseId, ...parts.map(({ _id }) => _id)];
  const docs = await deps.events.page(ids, readCursor(before), EVENTS_SHOWN + 1);
  const shown = docs.slice(0, EVENTS_SHOWN);
  const last = docs.length > EVENTS_SHOWN ? shown.at(-1) : undefined;
  const there = await eventsThereFor(deps, shown, caller.agentId);
  const events = await Promise.all(there.map((doc) => presentEvent(deps, doc)));
  return ok({ events, next: last === undefined ? null : cursorAt(last) });
}

async function recordView(deps: CasesDeps, caseId: string, caller: CaseCaller, action: string): Promise<void> {
  const actor = { id: caller.agentId, role: caller.role };
  await deps.audit.record({ actor, action, target: { kind: 'case', id: caseId } });
}
