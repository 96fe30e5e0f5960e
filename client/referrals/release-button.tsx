import type { ReferralState, ReferralWait } from '../../shared/protocol/desk.ts';
import { useMay } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { letGo, type Released } from './follow-up-calls.ts';
import { releaseRefusal } from './release-refusal.ts';

interface ReleaseProps {
  readonly referral: { readonly referralId: string; readonly state: ReferralState };
  readonly waits: ReferralWait | null;
  readonly onReleased: (released: Released) => void;
}

/** For who decides: letting one go that waits (H3). Where the person can still think again, only they can want it sooner. */
export function ReleaseButton({ referral: { referralId, state }, waits, onReleased }: ReleaseProps) {
  const mayRelease = useMay('referral.release');
  if (state !== 'held' || !mayRelease || waits?.why === 'asked_to_stop') return null;
  const theirs = waits?.why === 'think_again';
  const release = async () => {
    const reply = await letGo(referralId, theirs);
    if (!reply.ok) return notify('problem', releaseRefusal(reply.error));
    onReleased(reply.value);
  };
  return (
    <Button size="small" onClick={() => void release()}>
      {say(theirs ? 'referral.at_once' : 'referral.release')}
    </Button>
  );
}
