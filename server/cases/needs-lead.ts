/** That somebody could not be reached never ends a case by itself where there is danger, a child, or somebody who comes again (H17). */
import type { CaseDoc } from './case.ts';

const YOUNG = ['under_13', '13_15', '16_17'];

export function isUnder18(ageBand: string | null): boolean {
  return YOUNG.includes(ageBand ?? '');
}

type Closing = Pick<CaseDoc, 'risk' | 'ageBand' | 'wasUnder18' | 'repeat'>;

/** Whether only a lead may close it for this reason: by all of the cases that are one, and by an age that stood there before. */
export function needsLead(family: readonly Closing[], reason: string): boolean {
  return reason === 'no_contact' && family.some(isNotLeft);
}

function isNotLeft({ risk, ageBand, wasUnder18 = false, repeat = null }: Closing): boolean {
  return risk === 'high' || isUnder18(ageBand) || wasUnder18 || repeat !== null;
}
