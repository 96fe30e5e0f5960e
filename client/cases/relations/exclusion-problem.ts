// Why somebody cannot be kept out of a case, or let in again, in a sentence that says what to do.
import type { WireError } from '../../../shared/protocol/errors.ts';
import { sentenceOf } from '../../ui/notices.ts';
import { say } from '../../ui/words.ts';

export function exclusionProblem(error: WireError): string {
  const { reason, name } = error.details ?? {};
  switch (reason) {
    case 'last_who_leads':
      return say('kept_out.refused.last_who_leads');
    case 'last_two':
      return say('kept_out.refused.last_two');
    case 'in_conversation':
      return say('kept_out.refused.in_conversation', { name: String(name) });
    case 'proposed_already':
      return say('kept_out.refused.proposed_already');
    default:
      return sentenceOf(error);
  }
}
