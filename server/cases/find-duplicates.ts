/** Suggests cases of the same person: by name and date of birth, never by a number or an address that others share (H8). */
import { isLikelyDuplicate } from '../../shared/domain/case-merge.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { presentRow } from './present-case.ts';
import { isExcluded, reachCase } from './reach-case.ts';
import { sharedKinds } from './shared-keys.ts';

type Duplicates = { row: CaseRow; shared: ReturnType<typeof sharedKinds> }[];

const SHOWN = 20;

export async function findDuplicates(
  deps: CasesDeps,
  caseId: string,
  caller: CaseCaller,
): Promise<Result<{ duplicates: Duplicates }>> {
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
  const duplicates = await Promise.all(
    unrelated.flat().map(async ({ other, shared }) => ({ row: await presentRow(deps, other), shared })),
  );
  return ok({ duplicates });
}
