import { NavLink } from 'react-router';
import { Count } from '../ui/count.tsx';
import { say } from '../ui/words.ts';
import { useWork, useWorkLive } from './work.ts';

export function WorkLink() {
  useWorkLive();
  const count = useWork(({ reminders }) => reminders?.count ?? 0);
  return (
    <NavLink to="/work">
      {say('nav.work')}
      <Count count={count} words={say('nav.work_count', { count })} />
    </NavLink>
  );
}
