import type { ComponentType } from 'react';
import { Navigate, NavLink, useParams } from 'react-router';
import { type Action, relationsFor } from '../../shared/domain/permissions.ts';
import type { Role } from '../../shared/protocol/desk.ts';
import { CoverTab } from '../cover/cover-tab.tsx';
import { WaitingTab } from '../cover/waiting-tab.tsx';
import { PartnerAccountsTab } from '../portal/partner-accounts-tab.tsx';
import { PartnersTab } from '../portal/partners-tab.tsx';
import { QualificationsTab } from '../qualifications/qualifications-tab.tsx';
import { UndeliverableTab } from '../referrals/undeliverable.tsx';
import { WithdrawalRequestsTab } from '../referrals/withdrawal-requests.tsx';
import { ChangesTab } from '../registers/changes-tab.tsx';
import { ComplaintsTab } from '../registers/complaints-tab.tsx';
import { IncidentsTab } from '../registers/incidents-tab.tsx';
import { ReportTab } from '../registers/report-tab.tsx';
import { ReturnsTab } from '../returning/came-back.tsx';
import { ConcernsTab } from '../safeguarding/concerns/concerns-tab.tsx';
import { DisclosuresTab } from '../safeguarding/disclosures/disclosures-tab.tsx';
import { DutyTab } from '../safeguarding/duty/duty-tab.tsx';
import { SendersTab } from '../senders/senders-tab.tsx';
import { ToolsTab } from '../tools/tools-tab.tsx';
import { NavMenu } from '../ui/nav-menu.tsx';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { WarningsMark } from '../warnings/warnings-mark.tsx';
import { WarningsTab } from '../warnings/warnings-tab.tsx';
import { useLive } from './store.ts';

interface Tab {
  readonly name:
    | 'concerns'
    | 'disclosures'
    | 'withdrawals'
    | 'returns'
    | 'cover'
    | 'waiting'
    | 'duty'
    | 'referrals'
    | 'complaints'
    | 'incidents'
    | 'changes'
    | 'partners'
    | 'senders'
    | 'partner_accounts'
    | 'qualifications'
    | 'report'
    | 'warnings'
    | 'tools';
  readonly action: Action;
  readonly Component: ComponentType;
}

const TABS: readonly Tab[] = [
  { name: 'concerns', action: 'concern.list', Component: ConcernsTab },
  { name: 'disclosures', action: 'disclosure.list', Component: DisclosuresTab },
  { name: 'complaints', action: 'register.list', Component: ComplaintsTab },
  { name: 'incidents', action: 'register.list', Component: IncidentsTab },
  { name: 'changes', action: 'register.list', Component: ChangesTab },
  { name: 'withdrawals', action: 'withdrawal.use', Component: WithdrawalRequestsTab },
  { name: 'returns', action: 'return.use', Component: ReturnsTab },
  { name: 'cover', action: 'cover.read', Component: CoverTab },
  { name: 'referrals', action: 'referral.unanswered', Component: UndeliverableTab },
  { name: 'waiting', action: 'case.allocate', Component: WaitingTab },
  { name: 'duty', action: 'duty.set', Component: DutyTab },
  { name: 'partners', action: 'partner_card.read', Component: PartnersTab },
  { name: 'senders', action: 'inbound_sender.list', Component: SendersTab },
  { name: 'partner_accounts', action: 'partner_account.list', Component: PartnerAccountsTab },
  { name: 'qualifications', action: 'qualification.list', Component: QualificationsTab },
  { name: 'warnings', action: 'service.warnings', Component: WarningsTab },
  { name: 'tools', action: 'tool.load', Component: ToolsTab },
  { name: 'report', action: 'register.add', Component: ReportTab },
];

function tabsFor(role: Role | undefined): Tab[] {
  return role === undefined ? [] : TABS.filter(({ action }) => relationsFor(action, role).length > 0);
}

/** What keeps the service safe, apart from single conversations: each tab only for who may see it. */
export function TeamPage() {
  const tabs = tabsFor(useLive((live) => live.account?.role));
  const { tab } = useParams();
  const [first] = tabs;
  const shown = tabs.find(({ name }) => name === tab);
  if (first === undefined) return <Navigate to="/" replace />;
  if (shown === undefined) return <Navigate to={`/team/${first.name}`} replace />;
  return (
    <main className={style.page}>
      <h1>{say('team.title')}</h1>
      <div className={style.layout}>
        <NavMenu label={say('team.tabs')} current={say(`team.${shown.name}`)} shape="side">
          {tabs.map(({ name }) => (
            <NavLink key={name} to={`/team/${name}`}>
              {say(`team.${name}`)}
              {name === 'warnings' ? <WarningsMark /> : null}
            </NavLink>
          ))}
        </NavMenu>
        <shown.Component />
      </div>
    </main>
  );
}
