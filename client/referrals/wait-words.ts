// Why a referral waits, as a sentence for whoever looks at it.
import type { ReferralWait } from '../../shared/protocol/desk.ts';
import { dayAndTime } from '../ui/dates.ts';
import { say, sayCode } from '../ui/words.ts';

export function waitWords({ why, until }: ReferralWait): string {
  if (why !== 'think_again') return sayCode('referral_waits', why);
  return until === null
    ? say('referral_waits.think_again')
    : say('referral_waits.leaves_at', { when: dayAndTime(until) });
}
