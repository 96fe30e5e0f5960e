import { NavLink } from 'react-router';
import { Count } from '../ui/count.tsx';
import { say } from '../ui/words.ts';
import { useInbound, useInboundLive } from './messages.ts';

/** The way to the messages, with how many still need a person; it keeps the list fresh on every page. */
export function MessagesLink() {
  useInboundLive();
  const count = useInbound(({ inbound }) => inbound?.openTotal ?? 0);
  return (
    <NavLink to="/messages">
      {say('nav.messages')}
      <Count count={count} words={say('nav.messages_open', { count })} />
    </NavLink>
  );
}
