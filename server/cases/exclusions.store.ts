/** Who is kept out of which cases, for duties that tell people of a case by its id alone (H8). */
import type { Database } from '../platform/mongo.ts';
import type { CaseDoc } from './case.ts';
import { casesSpec } from './cases.store.ts';

/** Whether this case does not exist for this member of staff. */
export type IsKeptOut = (caseId: string | undefined, agentId: string) => boolean;

export function createExclusions(database: Database): (caseIds: readonly string[]) => Promise<IsKeptOut> {
  const cases = database.collection<CaseDoc>(casesSpec);
  return async (caseIds) => {
    const wanted = { _id: { $in: [...new Set(caseIds)] } };
    const found =
      caseIds.length === 0
        ? []
        : await cases.find(wanted, { projection: { exclusions: 1 }, readConcern: { level: 'majority' } }).toArray();
    const excluded = new Map(found.map(({ _id, exclusions }) => [_id, exclusions]));
    return (caseId, agentId) => caseId !== undefined && (excluded.get(caseId) ?? []).includes(agentId);
  };
}
