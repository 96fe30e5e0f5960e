import { NavLink } from 'react-router';
import { say } from '../ui/words.ts';
import { useInbound, useInboundLive } from './messages.ts';
import style from './messages-link.module.css';

/** The way to the messages, with how many still need a person; it keeps the list fresh on every page. */
export function MessagesLink() {
  useInboundLive();
  const count = useInbound(({ inbound }) => inbound?.openTotal ?? 0);
  return (
    <NavLink to="/messages">
      {say('nav.messages')}
      <span aria-live="polite">
        {count === 0 ? null : (
          <>
            <span className={style.count} aria-hidden="true">
              {count}
            </span>
            <span className="visually-hidden"> {say('nav.messages_open', { count })}</span>
          </>
        )}
      </span>
    </NavLink>
  );
}
