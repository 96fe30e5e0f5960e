/** That somebody could not be reached never ends a case by itself where there is danger, a child, or somebody who comes again (H17). */
import { isUnder18 } from '../../shared/domain/priority.ts';
import type { CaseDoc } from './case.ts';

type Closing = Pick<CaseDoc, 'risk' | 'ageBand' | 'wasUnder18' | 'repeat'>;

/** Whether only a lead may close it for this reason: by all of the cases that are one, and by an age that stood there before. */
export function needsLead(family: readonly Closing[], reason: string): boolean {
  return reason === 'no_contact' && family.some(isNotLeft);
}

function isNotLeft({ risk, ageBand, wasUnder18 = false, repeat = null }: Closing): boolean {
  return risk === 'high' || isUnder18(ageBand) || wasUnder18 || repeat !== null;
}
