/** Records about a case that somebody of the staff must not know are not there for them (H8). */
import type { ConcernsDeps, Subject } from './concerns/deps.ts';

interface About {
  readonly facts: Pick<Subject, 'caseId'>;
}

export async function notBarred<D extends About>(
  { barredFrom }: Pick<ConcernsDeps, 'barredFrom'>,
  docs: readonly D[],
  agentId: string,
): Promise<D[]> {
  const caseIds = docs.flatMap(({ facts: { caseId } }) => (caseId === null ? [] : [caseId]));
  const barred = await barredFrom(agentId, caseIds);
  return docs.filter(({ facts: { caseId } }) => caseId === null || !barred.has(caseId));
}

/** The one record, where it is there for them. */
export async function foundBy<D extends About>(
  deps: Pick<ConcernsDeps, 'barredFrom'>,
  doc: D | null,
  agentId: string,
): Promise<D | null> {
  const [found = null] = doc === null ? [] : await notBarred(deps, [doc], agentId);
  return found;
}
