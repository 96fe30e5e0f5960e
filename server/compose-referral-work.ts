/** Which referrals are somebody's to ask after because of what they work on; whoever made one is asked for by itself. */
import { PARTS_AT_MOST } from '../shared/domain/case-merge.ts';
import type { CasesDeps } from './cases/index.ts';
import type { Duties } from './compose-duties.ts';

interface Work {
  readonly caseIds: readonly string[];
  readonly conversationIds: readonly string[];
}

/** As `relationsToCase` decides it: their cases, those they cover, and what became part of these; and of these talks theirs. */
export function workOf({ store }: Pick<Duties, 'store'>, { cases, coveredBy }: Pick<CasesDeps, 'cases' | 'coveredBy'>) {
  return async ({ agentId }: { readonly agentId: string }, among: readonly string[]): Promise<Work> => {
    const worked = await cases.workedOnBy([agentId, ...(await coveredBy(agentId))]);
    const parts = await cases.findMany({ mergedInto: { $in: worked } }, Math.max(1, worked.length * PARTS_AT_MOST));
    const caseIds = [...new Set([...worked, ...parts.map(({ _id }) => _id)])];
    const theirs = [{ 'holder.agentId': agentId }, { 'consulting.agentId': agentId }, { caseId: { $in: caseIds } }];
    const talks = await store.findMany({ _id: { $in: [...among] }, $or: theirs }, Math.max(1, among.length));
    return { caseIds, conversationIds: talks.map(({ _id }) => _id) };
  };
}
