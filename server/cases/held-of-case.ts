/** What the routes of every duty that keeps something of a case share: what who asks is to that case. */
import { heldByStaff } from '../platform/as-staff.ts';
import type { CasesDeps } from './deps.ts';
import { relationsById } from './reach-case.ts';

interface OfCase {
  readonly params: { readonly caseId: string };
}

export function heldOfCase(deps: Pick<CasesDeps, 'cases' | 'conversations' | 'coveredBy'>) {
  return heldByStaff(({ params }: OfCase, who) => relationsById(deps, who, params.caseId));
}
