/**
 * Whoever of the staff knows somebody in a case or a conversation: nothing that is about it is there for them, whatever their
 * role (H8). The one rule; every duty that keeps something about a person asks it by ids alone.
 */

/** What a record is about. */
export interface About {
  readonly caseId?: string | null | undefined;
  readonly conversationId?: string | null | undefined;
  /** Where it is about more than one case, the others. */
  readonly otherCaseIds?: readonly string[] | undefined;
}

/** Who is kept out of what, by its id. */
export interface Known {
  readonly cases: ReadonlyMap<string, readonly string[]>;
  /** Of each conversation also the case that it is part of. */
  readonly conversations: ReadonlyMap<string, { readonly keptOut: readonly string[]; readonly caseId: string | null }>;
}

export type IsKeptOut = (about: About, agentId: string) => boolean;

/** To be asked once for all that is shown: what is known of these. */
export type KeptOut = (abouts: readonly About[]) => Promise<IsKeptOut>;

export function keptOutBy({ cases, conversations }: Known): IsKeptOut {
  return ({ caseId = null, conversationId = null, otherCaseIds = [] }, agentId) => {
    const talk = conversationId === null ? undefined : conversations.get(conversationId);
    const caseIds = [caseId, talk?.caseId ?? null, ...otherCaseIds];
    return (
      talk?.keptOut.includes(agentId) === true ||
      caseIds.some((each) => each !== null && cases.get(each)?.includes(agentId) === true)
    );
  };
}

/** Those of the records that are there for somebody. */
export async function thereFor<T>(
  keptOut: KeptOut,
  records: readonly T[],
  agentId: string,
  aboutOf: (record: T) => About,
): Promise<T[]> {
  const isKeptOut = await keptOut(records.map(aboutOf));
  return records.filter((each) => !isKeptOut(aboutOf(each), agentId));
}

/** The one record, where it is there for them. */
export async function thereForOne<T>(
  keptOut: KeptOut,
  record: T | null,
  agentId: string,
  aboutOf: (record: T) => About,
): Promise<T | null> {
  const [found = null] = record === null ? [] : await thereFor(keptOut, [record], agentId, aboutOf);
  return found;
}

/** Of a record whose facts say what it is about. */
export function factsOf({ facts }: { readonly facts: About }): About {
  return facts;
}
