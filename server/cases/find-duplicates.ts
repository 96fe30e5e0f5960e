/**
 * Suggests cases of the same person: by name and date of birth, never by a number or an address that others share (H8). Of
 * cases that are not the caller's to open only the reference and whom to ask is said.
 */
import { isLikelyDuplicate } from '../../shared/domain/case-merge.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CasePerson } from './case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { presentRow } from './present-case.ts';
import { isExcluded, mayReadCase, reachCase } from './reach-case.ts';
import { sharedKinds } from './shared-keys.ts';

interface Duplicates {
  readonly duplicates: { row: CaseRow; shared: ReturnType<typeof sharedKinds> }[];
  readonly others: { reference: string; owner: CasePerson | null }[];
}

const SHOWN = 20;

export async function findDuplicates(deps: CasesDeps, caseId: string, caller: CaseCaller): Promise<Result<Duplicates>> {
  const reached = await reachCase(deps, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  const doc = reached.value;
  const macs = doc.blind.map(({ mac }) => mac);
  const near =
    macs.length === 0
      ? []
      : await deps.cases.findMany(
          { _id: { $ne: caseId }, 'blind.mac': { $in: macs }, state: { $ne: 'merged' } },
          SHOWN,
        );
  const likely = near
    .filter((other) => !isExcluded(other, caller.agentId))
    .map((other) => ({ other, shared: sharedKinds(doc, other) }))
    .filter(({ shared }) => isLikelyDuplicate(shared));
  const unrelated = await Promise.all(
    likely.map(async (each) => ((await deps.links.between(caseId, each.other._id)) === null ? [each] : [])),
  );
  await deps.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: 'case.duplicates',
    target: { kind: 'case', id: caseId },
    meta: { cases: unrelated.flat().map(({ other }) => other._id) },
  });
  const covered = await deps.coveredBy(caller.agentId);
  const found = unrelated.flat();
  const mine = found.filter(({ other }) => mayReadCase(other, caller, covered));
  return ok({
    duplicates: await Promise.all(
      mine.map(async ({ other, shared }) => ({ row: await presentRow(deps, other), shared })),
    ),
    others: found
      .filter((each) => !mine.includes(each))
      .map(({ other: { reference, owner } }) => ({ reference, owner })),
  });
}
