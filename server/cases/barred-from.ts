/** Which of these cases do not exist for a member of staff, since they know somebody in it: nor does what is kept about them. */
import type { CasesStore } from './cases.store.ts';

export async function barredFrom(
  cases: Pick<CasesStore, 'findMany'>,
  agentId: string,
  caseIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (caseIds.length === 0) return new Set();
  const found = await cases.findMany({ _id: { $in: [...caseIds] }, exclusions: agentId }, caseIds.length);
  return new Set(found.map(({ _id }) => _id));
}
