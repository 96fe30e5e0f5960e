import type { Referral, ReferralWait } from '../../shared/protocol/desk.ts';
import { changeDesk } from '../app/live.ts';
import { useMay } from '../app/session.ts';
import { ask } from '../connection/http.ts';
import { withReferrals } from '../desk/reduce.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { releaseRefusal } from './release-refusal.ts';
import { Waits } from './waits.tsx';

async function release({ referralId, conversationId }: Referral): Promise<void> {
  const reply = await ask<{ referral: Referral }>('POST', `/referrals/${encodeURIComponent(referralId)}/release`, {});
  if (!reply.ok) return notify('problem', releaseRefusal(reply.error));
  if (conversationId !== null) changeDesk((desk) => withReferrals(desk, conversationId, [reply.value.referral]));
}

interface HeldProps {
  readonly referral: Referral;
  readonly waits: ReferralWait;
}

/** Why it waits, and for who decides, letting it go (H3). */
export function HeldPart({ referral, waits }: HeldProps) {
  const mayRelease = useMay('referral.release');
  return (
    <>
      <Waits waits={waits} />
      {referral.state === 'held' && mayRelease && waits.why !== 'asked_to_stop' ? (
        <Button size="small" onClick={() => void release(referral)}>
          {say('referral.release')}
        </Button>
      ) : null}
    </>
  );
}
