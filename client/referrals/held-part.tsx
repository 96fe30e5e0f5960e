import type { Referral, ReferralWait } from '../../shared/protocol/desk.ts';
import { changeDesk } from '../app/live.ts';
import { withReferrals } from '../desk/reduce.ts';
import { ReleaseButton } from './release-button.tsx';
import { Waits } from './waits.tsx';

interface HeldProps {
  readonly referral: Referral;
  readonly waits: ReferralWait;
}

/** Why it waits, and for who decides, letting it go (H3). */
export function HeldPart({ referral, waits }: HeldProps) {
  const { conversationId } = referral;
  return (
    <>
      <Waits waits={waits} />
      <ReleaseButton
        referral={referral}
        waits={waits}
        onReleased={(released) => {
          if (conversationId !== null) changeDesk((desk) => withReferrals(desk, conversationId, [released.referral]));
        }}
      />
    </>
  );
}
