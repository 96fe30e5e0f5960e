/** Somebody else has the case from now on, with all that is kept for whoever has it; never who knows one of the people in it. */
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Session } from '../platform/mongo.ts';
import type { CasePerson } from './case.ts';
import type { CaseWork } from './change-case.ts';
import type { CaseMoment, CasesDeps } from './deps.ts';
import { isExcluded } from './reach-case.ts';

export interface NewOwners {
  readonly owner: CasePerson | null;
  readonly teamId: string;
  /** Null: as they are. */
  readonly workers: readonly CasePerson[] | null;
}

/** What a change of the case is made of (`changeCase`). Whether the caller may, and the caseload, were looked at before. */
export async function givenTo(
  { followers }: Pick<CasesDeps, 'followers'>,
  session: Session,
  { doc, now }: CaseMoment,
  { owner, teamId, workers }: NewOwners,
): Promise<Result<CaseWork<null>>> {
  if (doc.state !== 'open') return fail('conflict', { reason: 'not_open' });
  const known = [...(owner ? [owner] : []), ...(workers ?? [])].find(({ agentId }) => isExcluded(doc, agentId));
  if (known) return fail('conflict', { reason: 'conflict_of_interest', name: known.name });
  const codes = { from: doc.owner?.agentId ?? '', to: owner?.agentId ?? '' };
  const left = owner === null && doc.owner !== null ? { formerOwner: doc.owner } : {};
  const change = { owner, ...left, ...(owner ? { teamId } : {}), ...(workers ? { workers } : {}) };
  for (const follower of followers) await follower.handOverIn(session, { doc: { ...doc, ...change }, now });
  return ok({ change, action: 'case.allocate', meta: codes, event: { kind: 'allocated', codes }, value: null });
}
