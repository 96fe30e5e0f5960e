// Why one that is held was not let go, in a sentence that says what to do instead.
import type { WireError } from '../../shared/protocol/errors.ts';
import { sentenceOf } from '../ui/notices.ts';
import { sayCode } from '../ui/words.ts';

const KNOWN = ['asked_to_stop', 'think_again', 'competence_note_missing', 'lead_release_missing'];

export function releaseRefusal(error: WireError): string {
  const reason = error.details?.reason;
  return reason !== undefined && KNOWN.includes(reason) ? sayCode('release_refused', reason) : sentenceOf(error);
}
