/** An open case that is nobody's is due from that moment, in the list of everybody who gives out cases. */
import type { CaseChange, CaseDoc } from './case.ts';
import { withDue } from './due.ts';

export const OWNER_DUE_ID = 'owner:nobody';

export function withOwnerDue(after: Pick<CaseDoc, 'due' | 'owner' | 'state'>, now: number): CaseChange {
  const wanted = after.state === 'open' && after.owner === null;
  const stands = after.due.some(({ dueId }) => dueId === OWNER_DUE_ID);
  if (wanted === stands) return {};
  return withDue(after, OWNER_DUE_ID, wanted ? { kind: 'no_owner', at: now } : null);
}
