// Why something of a plan was refused, in a sentence that says what can be done.
import type { WireError } from '../../shared/protocol/errors.ts';
import { say } from '../ui/words.ts';

export function refusalOf({ code, details }: WireError): string | null {
  const { reason, caseload, cap } = details ?? {};
  const figures = { caseload: Number(caseload), cap: Number(cap) };
  switch (reason) {
    case 'caseload_full':
      return say('plan.caseload_full', figures);
    case 'needs_coordinator':
      return say('plan.needs_coordinator', figures);
    case 'still_open':
      return say('plan.still_open');
    case 'not_open':
      return say('case.not_open');
    case 'over':
      return say('plan.over');
    case 'not_waiting':
      return say('plan.not_waiting');
    case 'merged':
      return say('section.merged');
    default:
      return code === 'not_found' ? say('section.gone') : null;
  }
}
