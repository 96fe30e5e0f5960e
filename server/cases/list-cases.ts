/** The list of cases: what is due first. Whose names a page showed is recorded, since a name is content (A2). */
import { CASE_VIEWS, type CaseView as View } from '../../shared/domain/case-sections.ts';
import type { CaseFilters, CaseRow } from '../../shared/protocol/http/cases.ts';
import { ok, type Result } from '../../shared/result.ts';
import { filterOf, viewFilter, visibleTo } from './case-filter.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { spanOf } from './due-span.ts';
import { presentRows } from './present-case.ts';

const PAGE = 50;

type Listed = Result<{ cases: CaseRow[]; next: string | null }>;

/** The cursor is the last row shown: `<due epoch ms>.<case id>`. */
export async function listCases(
  deps: CasesDeps,
  { after, ...filters }: CaseFilters & { readonly after?: string | undefined },
  caller: CaseCaller,
): Promise<Listed> {
  const now = deps.clock.now();
  const covered = await deps.coveredBy(caller.agentId);
  const asking = { agentId: caller.agentId, covered };
  const filter = { $and: [visibleTo(caller, covered), filterOf(filters, asking, now)] };
  const docs = await deps.cases.page({ filter, limit: PAGE + 1, after: cursorOf(after) });
  const shown = docs.slice(0, PAGE);
  if (shown.length > 0) {
    await deps.audit.record({
      actor: { id: caller.agentId, role: caller.role },
      action: 'case.list',
      target: { kind: 'case', id: 'list' },
      meta: { cases: shown.map(({ _id }) => _id) },
    });
  }
  const last = docs.length > PAGE ? shown.at(-1) : undefined;
  return ok({
    cases: await presentRows(deps, shown, spanOf(filters, now)),
    next: last === undefined ? null : `${last.nextDueAt}.${last._id}`,
  });
}

function cursorOf(text: string | undefined): { nextDueAt: number; caseId: string } | null {
  const [, at, caseId] = /^(\d{1,16})\.([A-Za-z0-9-]{1,64})$/.exec(text ?? '') ?? [];
  return at === undefined || caseId === undefined ? null : { nextDueAt: Number(at), caseId };
}

/** Counted this far: past it a view says "999 or more". */
const COUNTED = 999;

export async function countCases(
  deps: CasesDeps,
  { owner }: Pick<CaseFilters, 'owner'>,
  caller: CaseCaller,
): Promise<Result<{ counts: Record<View, number> }>> {
  const now = deps.clock.now();
  const covered = await deps.coveredBy(caller.agentId);
  const asking = { agentId: caller.agentId, covered };
  const base = { $and: [visibleTo(caller, covered), filterOf(owner === undefined ? {} : { owner }, asking, now)] };
  const counted = await Promise.all(
    CASE_VIEWS.map((view) => deps.cases.count({ $and: [base, viewFilter(view, now)] }, COUNTED)),
  );
  const counts = Object.fromEntries(CASE_VIEWS.map((view, at) => [view, counted[at] ?? 0])) as Record<View, number>;
  return ok({ counts });
}
