/**
 * Whoever works on a case that becomes part of another works on that one from then on: it is their person. Taken apart, they
 * have what was theirs, and nothing of somebody who turned out to be another.
 */
import type { CaseDoc, CasePerson } from './case.ts';

type People = Pick<CaseDoc, 'owner' | 'workers'>;

const allOf = ({ owner, workers }: People): CasePerson[] => (owner === null ? [...workers] : [owner, ...workers]);
const isOneOf = (people: readonly CasePerson[], { agentId }: CasePerson): boolean =>
  people.some((each) => each.agentId === agentId);

/**
 * `lent` are those who work on it only because of its parts, this one or (`lentAlready`) another as well. Who is kept out of
 * either stays out.
 */
export function withLent(
  root: People & Pick<CaseDoc, 'exclusions'>,
  part: People,
  lentAlready: readonly string[] = [],
): { readonly workers: CasePerson[]; readonly lent: string[] } {
  const own = allOf(root).filter(({ agentId }) => !lentAlready.includes(agentId));
  const lent = allOf(part).filter(
    (each, at, all) =>
      all.findIndex(({ agentId }) => agentId === each.agentId) === at &&
      !isOneOf(own, each) &&
      !root.exclusions.includes(each.agentId),
  );
  const fresh = lent.filter((each) => !isOneOf(allOf(root), each));
  return { workers: [...root.workers, ...fresh], lent: lent.map(({ agentId }) => agentId) };
}

/** Who works on it once a part is gone; whoever works on another of its parts stays. */
export function withoutLent(
  root: Pick<CaseDoc, 'workers'>,
  lent: readonly string[],
  otherParts: readonly People[],
): CasePerson[] {
  const stay = otherParts.flatMap(allOf);
  return root.workers.filter((each) => !lent.includes(each.agentId) || isOneOf(stay, each));
}
