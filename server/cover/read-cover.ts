/** Who covers for whom, as those concerned and those who answer for the service see it. */
import { relationsFor } from '../../shared/domain/permissions.ts';
import type { Cover } from '../../shared/protocol/http/cover.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CaseCaller } from '../cases/index.ts';
import type { CoverDoc } from './cover.store.ts';
import type { CoverDeps } from './deps.ts';

const SHOWN = 200;
const CASES_LOOKED_AT = 1_000;

export async function listCover(deps: CoverDeps, caller: CaseCaller): Promise<Result<{ covers: Cover[] }>> {
  const docs = await deps.store.notOver(deps.cases.clock.now(), SHOWN);
  const seen = docs.filter((doc) => answersFor(doc, caller) || concerns(doc, caller));
  return ok({ covers: await Promise.all(seen.map((doc) => presentCover(deps, doc, caller))) });
}

function concerns({ from, to }: CoverDoc, { agentId }: CaseCaller): boolean {
  return from.agentId === agentId || to.agentId === agentId;
}

function answersFor({ fromTeamId }: CoverDoc, { role, teamId }: CaseCaller): boolean {
  const relations = relationsFor('cover.set', role);
  return relations.includes('any') || (relations.includes('team') && fromTeamId === teamId);
}

/** Which cases stay uncovered, and why somebody is away, is for those who answer for it. */
export async function presentCover(deps: CoverDeps, doc: CoverDoc, caller: CaseCaller): Promise<Cover> {
  const { _id: coverId, revision, from, to, firstDay, lastDay, setBy, startsAt, endsAt } = doc;
  const now = deps.cases.clock.now();
  const whose = { state: 'open', $or: [{ 'owner.agentId': from.agentId }, { 'workers.agentId': from.agentId }] };
  const manages = answersFor(doc, caller);
  const known = { $and: [whose, { exclusions: to.agentId }] };
  const [openCases, notCovered] = await Promise.all([
    deps.cases.cases.count(whose),
    manages
      ? deps.cases.cases.findMany({ $and: [known, { exclusions: { $ne: caller.agentId } }] }, CASES_LOOKED_AT)
      : [],
  ]);
  return {
    ...{ coverId, revision, from, to, firstDay, lastDay, setBy, openCases },
    state: now >= endsAt ? 'over' : now < startsAt ? 'ahead' : 'now',
    reason: manages ? await deps.store.reasonOf(doc) : null,
    notCovered: notCovered.map(({ _id: caseId, reference }) => ({ caseId, reference })),
  };
}
