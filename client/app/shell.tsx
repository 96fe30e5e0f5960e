import { Navigate, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { ApprovalsLink } from '../approvals/approvals-link.tsx';
import { useAttention, useSoundUnlocking } from '../queue/attention.ts';
import { MessagesLink } from '../referrals/messages-link.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { NavMenu } from '../ui/nav-menu.tsx';
import { NoticeRegion } from '../ui/notice-region.tsx';
import { say, sayCode, type Words } from '../ui/words.ts';
import { TeamLink } from '../warnings/team-link.tsx';
import { WorkLink } from '../work/work-link.tsx';
import { useRing, useUnread } from './calls.ts';
import { DeskDialogs } from './desk-dialogs.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { LineBanner } from './line-banner.tsx';
import { signOut, useMay } from './session.ts';
import style from './shell.module.css';
import { useLive } from './store.ts';
import { useKeyboard, useShortcut } from './use-shortcut.ts';
import { showHelp, useView } from './view.ts';

const TITLES: Readonly<Record<string, Words>> = {
  wallboard: 'nav.wallboard',
  messages: 'nav.messages',
  triage: 'nav.triage',
  work: 'nav.work',
  cases: 'nav.cases',
  approvals: 'nav.approvals',
  team: 'nav.team',
};

/** Of a page only its kind is said, never which case it is. */
function titleOfPage(pathname: string): string {
  return say(TITLES[pathname.split('/')[1] ?? ''] ?? 'nav.desk');
}

export function Shell() {
  const account = useLive((live) => live.account);
  const help = useView((view) => view.help);
  const { pathname } = useLocation();
  useKeyboard();
  useSoundUnlocking();
  useAttention({
    ring: useRing(),
    unread: useUnread(),
    page: titleOfPage(pathname),
  });
  useShortcut('help', () => showHelp(true));
  if (account === null) return <Navigate to="/sign-in" replace />;
  return (
    <div className={style.shell}>
      <TopBar name={account.name} role={account.role} page={titleOfPage(pathname)} />
      <LineBanner />
      <Outlet />
      <NoticeRegion />
      <DeskDialogs />
      {help ? <HelpDialog /> : null}
    </div>
  );
}

interface TopBarProps {
  readonly name: string;
  readonly role: string;
  readonly page: string;
}

function TopBar({ name, role, page }: TopBarProps) {
  const navigate = useNavigate();
  const wallboard = useMay('wallboard.watch');
  const messages = useMay('inbound.read');
  const triage = useMay('inbound_referral.list');
  const work = useMay('reminder.list');
  const cases = useMay('case.list');
  const approvals = useMay('approval.list');
  const team = useMay('register.add');
  useShortcut('desk', () => void navigate('/'));
  useShortcut('wallboard', () => void navigate('/wallboard'), wallboard);
  useShortcut('work', () => void navigate('/work'), work);
  useShortcut('cases', () => void navigate('/cases'), cases);
  useShortcut('approvals', () => void navigate('/approvals'), approvals);
  useShortcut('team', () => void navigate('/team'), team);
  const leave = async () => {
    await signOut();
    await navigate('/sign-in', { replace: true });
  };
  return (
    <header className={style.bar}>
      <span className={style.brand}>
        <span className={style.mark} aria-hidden="true" />
        <span className={style.name}>{say('brand')}</span>
      </span>
      <div className={style.nav}>
        <NavMenu label={say('nav.label')} current={page} shape="bar">
          <NavLink to="/" end>
            {say('nav.desk')}
          </NavLink>
          {wallboard ? <NavLink to="/wallboard">{say('nav.wallboard')}</NavLink> : null}
          {work ? <WorkLink /> : null}
          {cases ? <NavLink to="/cases">{say('nav.cases')}</NavLink> : null}
          {messages ? <MessagesLink /> : null}
          {triage ? <NavLink to="/triage">{say('nav.triage')}</NavLink> : null}
          {approvals ? <ApprovalsLink /> : null}
          {team ? <TeamLink /> : null}
        </NavMenu>
      </div>
      <span className={style.who}>
        <strong>{name}</strong>
        <span>{sayCode('role', role)}</span>
      </span>
      <Button look="plain" size="icon" onClick={() => showHelp(true)} aria-label={say('help.open')}>
        <Icon name="question" size={18} />
      </Button>
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
  );
}
