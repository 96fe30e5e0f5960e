import { useEffect } from 'react';
import { Navigate, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { LineBanner } from '../app/line-banner.tsx';
import { signOut } from '../app/session.ts';
import shell from '../app/shell.module.css';
import { useLive } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { NavMenu } from '../ui/nav-menu.tsx';
import { NoticeRegion } from '../ui/notice-region.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './portal.module.css';

/** All that somebody at a partner sees: their referrals and their card. Nothing of the console is fetched for it. */
export function PortalShell() {
  const account = useLive((live) => live.account);
  const navigate = useNavigate();
  const here = useLocation().pathname.endsWith('/card') ? 'portal.card' : 'portal.referrals';
  useEffect(() => {
    document.title = say('portal.title_bar');
  }, []);
  if (account === null) return <Navigate to="/sign-in" replace />;
  const leave = async () => {
    await signOut();
    await navigate('/sign-in', { replace: true });
  };
  return (
    <div className={shell.shell}>
      <header className={shell.bar}>
        <span className={shell.brand}>
          <span className={shell.mark} aria-hidden="true" />
          <span className={shell.name}>{say('brand')}</span>
        </span>
        <div className={style.nav}>
          <NavMenu label={say('portal.nav')} current={say(here)} shape="bar">
            <NavLink to="/partner" end>
              {say('portal.referrals')}
            </NavLink>
            <NavLink to="/partner/card">{say('portal.card')}</NavLink>
          </NavMenu>
        </div>
        <span className={shell.who}>
          <strong>{account.name}</strong>
          <span>{sayCode('role', account.role)}</span>
        </span>
        <Button
          look="plain"
          size="icon"
          onClick={() => void leave()}
          aria-label={say('sign_out')}
          title={say('sign_out')}
        >
          <Icon name="leave" size={18} />
        </Button>
      </header>
      <LineBanner />
      <Outlet />
      <NoticeRegion />
    </div>
  );
}
