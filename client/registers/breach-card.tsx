import { Link } from 'react-router';
import { useMay } from '../app/session.ts';
import { useLive } from '../app/store.ts';
import style from '../referrals/messages-card.module.css';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import { isOfBreach } from './breach-alert.ts';

/** One quiet card for all breaches that somebody has to look at; it goes when each is dealt with. */
export function BreachCard() {
  const alerts = useLive(({ desk }) => desk.alerts).filter(isOfBreach);
  const mayRead = useMay('register.list');
  if (alerts.length === 0 || !mayRead) return null;
  const due = alerts.some(({ kind }) => kind === 'breach_due');
  return (
    <article className={style.card}>
      <h2>
        <Icon name="alert" />
        {due ? say('alert.breach_due') : say('alert.breach_reported')}
      </h2>
      <Link to="/team/incidents">{say('alerts.to_breaches')}</Link>
    </article>
  );
}
