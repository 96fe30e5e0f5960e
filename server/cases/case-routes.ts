/** What the routes of every duty that keeps something of a case share: who asks, and what they are to that case. */
import type { Relation } from '../../shared/domain/permissions.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { HttpCaller } from '../platform/http-route.ts';
import type { CaseCaller, CasesDeps } from './deps.ts';
import { relationsById } from './reach-case.ts';

interface OfCase {
  readonly params: { readonly caseId: string };
}

type Held = (input: OfCase, caller: HttpCaller) => Promise<readonly Relation[]>;

export function heldOfCase(deps: Pick<CasesDeps, 'cases' | 'conversations' | 'coveredBy'>): Held {
  return async ({ params }, { session }) => (session ? relationsById(deps, session, params.caseId) : []);
}

/** The handler of somebody who is signed in. */
export function asCaseStaff<I, T>(work: (input: I, caller: CaseCaller) => Promise<Result<T>>) {
  return (input: I, { session }: HttpCaller): Promise<Result<T>> =>
    session ? work(input, session) : Promise.resolve(fail('unauthenticated'));
}
