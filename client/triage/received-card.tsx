import { Link } from 'react-router';
import { useMay } from '../app/session.ts';
import { useLive } from '../app/store.ts';
import style from '../referrals/messages-card.module.css';
import { Icon } from '../ui/icon.tsx';
import { sayCode, say } from '../ui/words.ts';

const KINDS = ['inbound_late', 'inbound_urgent'];

/** For who gives received referrals out and takes no alerts by name: one quiet card a kind, gone when a lead came or it is done. */
export function ReceivedCard() {
  const open = useLive(({ desk }) => desk.alerts).filter(({ acknowledgedBy }) => acknowledgedBy === null);
  if (!useMay('inbound_referral.triage')) return null;
  return KINDS.filter((kind) => open.some((alert) => alert.kind === kind)).map((kind) => (
    <article key={kind} className={style.card}>
      <h2>
        <Icon name="alert" />
        {sayCode('alert', kind)}
      </h2>
      <Link to="/triage">{say('alerts.look')}</Link>
    </article>
  ));
}
