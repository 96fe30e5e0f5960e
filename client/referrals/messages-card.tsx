import { Link } from 'react-router';
import { useLive } from '../app/store.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import { isOfMessage } from './message-alerts.ts';
import style from './messages-card.module.css';

/** However many were left, one quiet card: it goes when each has been taken by somebody. */
export function MessagesCard() {
  const count = useLive(({ desk }) => desk.alerts.filter(isOfMessage).length);
  if (count === 0) return null;
  return (
    <article className={style.card}>
      <h2>
        <Icon name="note" />
        {say('left_messages.alert', { count })}
      </h2>
      <Link to="/messages">{say('left_messages.open')}</Link>
    </article>
  );
}
