import { NavLink } from 'react-router';
import { useMay } from '../app/session.ts';
import { Count } from '../ui/count.tsx';
import { say } from '../ui/words.ts';
import { useApprovals, useApprovalsLive, waitingForYou } from './approvals.ts';

/** For who decides, always; for who only proposes, while something of theirs waits. */
export function ApprovalsLink() {
  useApprovalsLive();
  const decides = useMay('approval.decide');
  const approvals = useApprovals((tray) => tray.approvals);
  if (!decides && !approvals?.length) return null;
  const count = waitingForYou(approvals ?? []);
  return (
    <NavLink to="/approvals">
      {say('nav.approvals')}
      <Count count={count} words={say('nav.approvals_waiting', { count })} />
    </NavLink>
  );
}
