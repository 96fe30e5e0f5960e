/** How many open cases each of the staff owns: a supervisor sees the own team, who answers for the service everybody. */
import { relationsFor } from '../../shared/domain/permissions.ts';
import type { Caseload } from '../../shared/protocol/http/caseloads.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';

export async function listCaseloads(
  deps: Pick<CasesDeps, 'cases' | 'staff' | 'facts'>,
  { role, teamId }: CaseCaller,
): Promise<Result<{ people: Caseload[]; cap: number | null }>> {
  const all = relationsFor('case.allocate', role).includes('any');
  const everybody = await deps.staff.all(all ? null : teamId);
  const staff = everybody.filter((person) => relationsFor('case.write', person.role).length > 0);
  const loads = await Promise.all(
    staff.map(({ agentId }) => deps.cases.count({ 'owner.agentId': agentId, state: 'open' })),
  );
  const people = staff.map((person, at) => ({ ...person, open: loads[at] ?? 0 }));
  return ok({ people: people.sort((a, b) => a.name.localeCompare(b.name)), cap: deps.facts().caseloadMaximum });
}
