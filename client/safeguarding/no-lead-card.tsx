import { Link } from 'react-router';
import { useMay } from '../app/session.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import style from './alert-list.module.css';

/** Open, and no lead here or on call: seen by everybody at work, and gone only when one is. */
export function NoLeadCard() {
  const maySet = useMay('duty.set');
  return (
    <article className={style.card} data-open="true">
      <h2>
        <Icon name="alert" />
        {say('alert.no_lead')}
      </h2>
      <p className={style.state}>{say('alerts.no_lead_text')}</p>
      {maySet ? <Link to="/team/duty">{say('alerts.no_lead_set')}</Link> : null}
    </article>
  );
}
