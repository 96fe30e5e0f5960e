/** Gives a case to somebody: within their caseload unless it is said otherwise, and never to who knows one of the people in it. */
import type { z } from 'zod';
import type { CaseRow, caseRoutes } from '../../shared/protocol/http/cases.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CaseDoc, CasePerson } from './case.ts';
import { changeCase, changedMeanwhile } from './change-case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { givenTo, type NewOwners } from './give-case.ts';
import { presentRow } from './present-case.ts';
import { reachCase } from './reach-case.ts';

type Input = z.infer<typeof caseRoutes.allocate.body> & { readonly caseId: string };

export const WORKS_ON_CASES: readonly string[] = ['agent', 'coordinator', 'supervisor', 'safeguarding_lead'];

export async function allocateCase(
  deps: CasesDeps,
  input: Input,
  caller: CaseCaller,
): Promise<Result<{ row: CaseRow }>> {
  const reached = await reachCase(deps, 'case.allocate', caller, input.caseId);
  if (!reached.ok) return reached;
  const named = await peopleOf(deps, input, reached.value);
  if (!named.ok) return named;
  const changed = await changeCase(deps, input.caseId, caller, async (doc, session, now) => {
    if (doc.revision !== input.revision) return changedMeanwhile(doc.revision, null);
    return givenTo(deps, session, { doc, now }, named.value);
  });
  return changed.ok ? ok({ row: await presentRow(deps, changed.value.doc) }) : changed;
}

async function peopleOf(deps: CasesDeps, input: Input, doc: CaseDoc): Promise<Result<NewOwners>> {
  const ids = [...(input.ownerId === null ? [] : [input.ownerId]), ...(input.workerIds ?? [])];
  const found = await Promise.all(ids.map((agentId) => deps.staff.find(agentId)));
  const missing = found.findIndex((each) => each === null || !WORKS_ON_CASES.includes(each.role));
  if (missing >= 0) {
    const path = ids[missing] === input.ownerId ? 'ownerId' : 'workerIds';
    return fail('bad_request', { issues: [{ path, message: 'Nobody who works on cases has this id.' }] });
  }
  const people = found.flatMap((each) => (each === null ? [] : [each]));
  const owner = people.find(({ agentId }) => agentId === input.ownerId) ?? null;
  if (owner && owner.agentId !== doc.owner?.agentId && input.overCap !== true) {
    const cap = deps.facts().caseloadMaximum;
    const load = await deps.cases.count({ 'owner.agentId': owner.agentId, state: 'open' });
    if (cap !== null && load >= cap) return fail('conflict', { reason: 'caseload_full', caseload: load, cap });
  }
  const workers = input.workerIds?.map((id) => personOf(people.find(({ agentId }) => agentId === id)));
  return ok({
    owner: owner ? personOf(owner) : null,
    teamId: owner?.teamId ?? doc.teamId,
    workers: workers === undefined ? null : workers,
  });
}

function personOf(person: CasePerson | undefined): CasePerson {
  if (!person) throw new Error('Somebody who was found is gone.');
  return { agentId: person.agentId, name: person.name };
}
