/** That somebody could not be reached never ends a case by itself where there is danger, a child, or somebody who comes again (H17). */
import type { CaseDoc } from './case.ts';

const YOUNG = ['under_13', '13_15', '16_17'];

/** Whether only a lead may close it for this reason. */
export function needsLead(
  { risk, ageBand, repeat = null }: Pick<CaseDoc, 'risk' | 'ageBand' | 'repeat'>,
  reason: string,
): boolean {
  return reason === 'no_contact' && (risk === 'high' || YOUNG.includes(ageBand ?? '') || repeat !== null);
}
