// What the gate says, in a sentence a worker can act on.
import type { SafeContact } from '../../shared/protocol/http/contacts.ts';
import { dayAndTime } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';

export type Judgement = SafeContact['gate'];

export function gateWords({ verdict, because, nextAllowedAt }: Judgement): string {
  switch (verdict) {
    case 'allowed':
      return say('gate.allowed');
    case 'outside_safe_times':
      return nextAllowedAt === null
        ? say('gate.outside_unknown')
        : say('gate.outside', { when: dayAndTime(nextAllowedAt) });
    case 'stopped':
      return say('gate.stopped');
    case 'recheck_due':
      return say('gate.recheck_due');
    default:
      return because === null ? say(`gate.${verdict}`) : sayCode('gate_because', because);
  }
}

/** The same out of a refusal, where it was refused by the gate. */
export function refusalWords(details: Readonly<Record<string, unknown>> | undefined): string | null {
  const { reason, because, nextAllowedAt } = details ?? {};
  const verdicts = ['outside_safe_times', 'unsafe', 'unknown', 'stopped', 'recheck_due'] as const;
  const verdict = verdicts.find((each) => each === reason);
  if (verdict === undefined) return null;
  return gateWords({
    verdict,
    because: typeof because === 'string' ? because : null,
    nextAllowedAt: typeof nextAllowedAt === 'string' ? nextAllowedAt : null,
  });
}

export function titleOf({ channel, holder }: Pick<SafeContact, 'channel' | 'holder'>): string {
  const said = { channel: sayCode('contact_channel', channel), holder: sayCode('contact_holder', holder) };
  return say('callbacks.with_contact', said);
}
