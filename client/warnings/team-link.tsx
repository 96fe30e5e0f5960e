import { NavLink } from 'react-router';
import { useMay } from '../app/session.ts';
import { say } from '../ui/words.ts';
import { useWarningsLive } from './warnings.ts';
import { WarningsMark } from './warnings-mark.tsx';

/** The way to what keeps the service safe, with how many warnings there are for whoever can act on them. */
export function TeamLink() {
  useWarningsLive(useMay('service.warnings'));
  return (
    <NavLink to="/team">
      {say('nav.team')}
      <WarningsMark />
    </NavLink>
  );
}
