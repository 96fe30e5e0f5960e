// Why something about sharing was refused, in a sentence that says what to do instead.
import type { WireError } from '../../../shared/protocol/errors.ts';
import { intakeWords } from '../../referrals/intake-words.ts';
import { correctionOf } from '../../ui/notices.ts';
import { sayCode } from '../../ui/words.ts';

const KNOWN = [
  'ask_in_chat',
  'newer_word',
  'recipient_not_usable',
  'competence_note_missing',
  'lead_release_missing',
  'not_open',
  'other_content',
];

export function refusalWords(error: WireError): string {
  if (error.code === 'consent_missing') return sayCode('consent_refused', error.code);
  const reason = error.details?.reason;
  const stopped = intakeWords(error);
  if (stopped !== null) return stopped;
  return reason !== undefined && KNOWN.includes(reason) ? sayCode('consent_refused', reason) : correctionOf(error);
}
