// A service that takes nobody now says until when; the way that is open instead is said with it.
import type { WireError } from '../../shared/protocol/errors.ts';
import { dayInWords } from '../ui/dates.ts';
import { say } from '../ui/words.ts';

/** Null where it was refused for something else. */
export function intakeWords({ details }: WireError): string | null {
  const { reason, until, instead, next } = details ?? {};
  if (reason !== 'intake_stopped' || typeof until !== 'string') return null;
  const others = Array.isArray(next) ? next.join(', ') : '';
  return [
    say('referral.intake_stopped', { day: dayInWords(until) }),
    ...(typeof instead === 'string' ? [instead] : []),
    ...(others === '' ? [] : [say('referral.instead', { names: others })]),
  ].join(' ');
}
