/** What a member of staff may reach of a case, decided at each request (A1); what they may not see does not exist for them. */
import { type Action, decide, type Relation } from '../../shared/domain/permissions.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { CaseDoc } from './case.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { partsOf } from './family.ts';

type Who = Pick<CaseCaller, 'agentId' | 'teamId'>;

/** They know one of the people in it: that leaves no way in, whatever their role. */
export function isExcluded({ exclusions }: Pick<CaseDoc, 'exclusions'>, agentId: string): boolean {
  return exclusions.includes(agentId);
}

function worksIn({ owner, workers }: Pick<CaseDoc, 'owner' | 'workers'>, agentId: string): boolean {
  return owner?.agentId === agentId || workers.some((each) => each.agentId === agentId);
}

/** Those that the document shows, and who is covered for (`coveredBy`): somebody away, whose work is theirs meanwhile. */
export function relationsToCase(doc: CaseDoc, { agentId, teamId }: Who, covered: readonly string[] = []): Relation[] {
  if (isExcluded(doc, agentId)) return [];
  return [
    ...([agentId, ...covered].some((each) => worksIn(doc, each)) ? (['worker'] as const) : []),
    ...(doc.teamId === teamId ? (['team'] as const) : []),
  ];
}

/** Whether the document shows that they may read it; who holds a conversation of that person may as well. */
export function mayReadCase(doc: CaseDoc, caller: CaseCaller, covered: readonly string[]): boolean {
  if (isExcluded(doc, caller.agentId)) return false;
  return decide('case.read', caller.role, relationsToCase(doc, caller, covered)) === 'allowed';
}

/** All of them: who holds a conversation with that person now is asked of the conversations. */
export async function relationsOf(
  deps: Pick<CasesDeps, 'cases' | 'conversations' | 'coveredBy'>,
  who: Who,
  doc: CaseDoc,
): Promise<Relation[]> {
  if (isExcluded(doc, who.agentId)) return [];
  // A talk of a case that became part of this one is a talk with this person.
  const ids = await partsOf(deps, doc._id);
  const [covered, ...held] = await Promise.all([
    deps.coveredBy(who.agentId),
    ...ids.map((id) => deps.conversations.holdsOneOf(id, who.agentId)),
  ]);
  const holds = held.includes(true);
  // Whoever has the case that this one became part of has this one too.
  const into = doc.mergedInto === null ? null : await deps.cases.find(doc.mergedInto);
  const throughIt = into === null ? [] : await relationsOf(deps, who, into);
  return [...new Set([...relationsToCase(doc, who, covered), ...(holds ? (['holder'] as const) : []), ...throughIt])];
}

/** The same for a route, which has the id alone. */
export async function relationsById(
  deps: Pick<CasesDeps, 'cases' | 'conversations' | 'coveredBy'>,
  who: Who,
  caseId: string,
): Promise<Relation[]> {
  const doc = await deps.cases.find(caseId);
  return doc === null ? [] : relationsOf(deps, who, doc);
}

/** The case, where this caller may do this; who is excluded finds nothing, also where a role may everywhere. */
export async function reachCase(
  deps: Pick<CasesDeps, 'cases' | 'conversations' | 'coveredBy'>,
  action: Action,
  caller: CaseCaller,
  caseId: string,
): Promise<Result<CaseDoc>> {
  const doc = await deps.cases.find(caseId);
  if (!doc || isExcluded(doc, caller.agentId)) return fail('not_found');
  const decision = decide(action, caller.role, await relationsOf(deps, caller, doc));
  return decision === 'allowed' ? ok(doc) : fail(decision);
}
