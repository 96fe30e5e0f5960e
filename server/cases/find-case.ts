/**
 * Finds a case by its reference, or by exactly what a person gave. Of cases that are not the caller's to open only the
 * reference and whom to ask is said; that somebody stands on the other side of a case is said without a name (H8).
 */
import { readReference } from '../../shared/domain/case-reference.ts';
import type { CaseRow, CaseSearch } from '../../shared/protocol/http/cases.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type MatchValue, matchOf } from './blind-index.ts';
import type { CaseDoc, CasePerson } from './case.ts';
import { notKeptOut } from './conflict-check.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { presentRows } from './present-case.ts';
import { isExcluded, mayReadCase } from './reach-case.ts';

export interface Found {
  readonly cases: CaseRow[];
  readonly others: { reference: string; owner: CasePerson | null }[];
  readonly conflict: boolean;
}

const SHOWN = 20;

export async function findCase(deps: CasesDeps, search: CaseSearch, caller: CaseCaller): Promise<Result<Found>> {
  const macs = search.by === 'reference' ? [] : deps.blindIndex.macs([matchFor(search)]);
  const docs = await asTheyAreNow(deps, await lookUp(deps, search, macs));
  const seen = docs.filter((doc) => !isExcluded(doc, caller.agentId));
  const covered = await deps.coveredBy(caller.agentId);
  const mine = seen.filter((doc) => mayReadCase(doc, caller, covered));
  const others = seen.filter((doc) => !mine.includes(doc));
  // A yes from a case that does not exist for them would tell them of it.
  const across = { 'conflictKeys.mac': { $in: macs }, state: { $ne: 'merged' }, ...notKeptOut(caller) };
  const conflict = macs.length > 0 && (await deps.cases.count(across, 1)) > 0;
  await deps.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: 'case.find',
    target: { kind: 'case', id: 'search' },
    meta: { by: search.by, found: docs.map(({ _id }) => _id), conflict },
  });
  return ok({
    cases: await presentRows(deps, mine),
    others: others.map(({ reference, owner }) => ({ reference, owner })),
    conflict,
  });
}

async function lookUp(deps: CasesDeps, search: CaseSearch, macs: readonly string[]): Promise<CaseDoc[]> {
  if (search.by === 'reference') {
    const reference = readReference(search.reference);
    return reference === null ? [] : deps.cases.findMany({ reference }, 1);
  }
  return macs.length === 0 ? [] : deps.cases.findMany({ 'blind.mac': { $in: [...macs] } }, SHOWN);
}

/** A case that became part of another is found as that one. */
async function asTheyAreNow(deps: CasesDeps, docs: readonly CaseDoc[]): Promise<CaseDoc[]> {
  const now = await Promise.all(
    docs.map((doc) => (doc.mergedInto === null ? Promise.resolve(doc) : deps.cases.find(doc.mergedInto))),
  );
  const known = new Map(now.flatMap((doc) => (doc === null ? [] : [[doc._id, doc] as const])));
  return [...known.values()];
}

function matchFor(search: Exclude<CaseSearch, { by: 'reference' }>): MatchValue {
  if (search.by === 'phone') return matchOf.phone(search.phone);
  if (search.by === 'email') return matchOf.email(search.email);
  return matchOf.nameAndBirth(search.name, search.dateOfBirth);
}
