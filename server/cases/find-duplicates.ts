/**
 * Suggests cases of the same person, and says which are earlier ones: by name and date of birth, never by a number or an address that others share (H8). Of
 * cases that are not the caller's to open only the reference and whom to ask is said.
 */
import type { MatchKind } from '../../shared/domain/case-merge.ts';
import { isEarlierCase } from '../../shared/domain/repeat-victim.ts';
import type { CaseRow } from '../../shared/protocol/http/cases.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CaseDoc, CasePerson } from './case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { presentRow } from './present-case.ts';
import { isExcluded, mayReadCase, reachCase } from './reach-case.ts';
import { receivedAtOf, samePerson } from './same-person.ts';

interface Duplicates {
  readonly duplicates: { row: CaseRow; shared: MatchKind[]; earlier: boolean }[];
  readonly others: { reference: string; owner: CasePerson | null; earlier: boolean }[];
}

export async function findDuplicates(deps: CasesDeps, caseId: string, caller: CaseCaller): Promise<Result<Duplicates>> {
  const reached = await reachCase(deps, 'case.read', caller, caseId);
  if (!reached.ok) return reached;
  const doc = reached.value;
  const found = (await samePerson(deps, doc)).filter(({ other }) => !isExcluded(other, caller.agentId));
  await deps.audit.record({
    actor: { id: caller.agentId, role: caller.role },
    action: 'case.duplicates',
    target: { kind: 'case', id: caseId },
    meta: { cases: found.map(({ other }) => other._id) },
  });
  const covered = await deps.coveredBy(caller.agentId);
  const mine = found.filter(({ other }) => mayReadCase(other, caller, covered));
  const earlier = ({ closedAt }: CaseDoc) => isEarlierCase(closedAt, receivedAtOf(doc));
  return ok({
    duplicates: await Promise.all(
      mine.map(async ({ other, shared }) => ({
        ...{ row: await presentRow(deps, other), shared: [...shared], earlier: earlier(other) },
      })),
    ),
    others: found
      .filter((each) => !mine.includes(each))
      .map(({ other }) => ({ reference: other.reference, owner: other.owner, earlier: earlier(other) })),
  });
}
