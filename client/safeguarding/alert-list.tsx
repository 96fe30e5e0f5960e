import { Link } from 'react-router';
import { type Action, relationsFor } from '../../shared/domain/permissions.ts';
import type { Alert, Role } from '../../shared/protocol/desk.ts';
import { command } from '../app/live.ts';
import { useMay } from '../app/session.ts';
import { useLive } from '../app/store.ts';
import { openDialog } from '../app/view.ts';
import { isOfMessage } from '../referrals/message-alerts.ts';
import { MessagesCard } from '../referrals/messages-card.tsx';
import { isOfBreach } from '../registers/breach-alert.ts';
import { BreachCard } from '../registers/breach-card.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { notifyProblem } from '../ui/notices.ts';
import { Waited } from '../ui/waited.tsx';
import { say, sayCode } from '../ui/words.ts';
import style from './alert-list.module.css';
import { isNoLead } from './alerts.ts';
import { showAlert } from './emergency.ts';
import { NoLeadCard } from './no-lead-card.tsx';
import { OnCallCalls } from './on-call-calls.tsx';

async function take(alertId: string): Promise<void> {
  const reply = await command('alert:acknowledge', { alertId });
  if (!reply.ok) return notifyProblem(reply.error);
  showAlert(reply.value.alert);
}

/** Rings leads and supervisors until one of them takes it by name (H5). That nobody leads concerns everybody. */
export function AlertList() {
  const alerts = useLive((live) => live.desk.alerts);
  const mayTake = useMay('alert.acknowledge');
  const role = useLive((live) => live.account?.role);
  const others = alerts.filter((alert) =>
    mayTake ? !isOfMessage(alert) && !isOfBreach(alert) && !isNoLead(alert) : decides(role, alert),
  );
  const inOrder = others.sort((a, b) => order(a) - order(b) || b.raisedAt.localeCompare(a.raisedAt));
  return (
    <>
      <section className={style.list} aria-label={say('alerts.label')} aria-live="assertive" aria-relevant="additions">
        {alerts.some(isNoLead) ? <NoLeadCard /> : null}
        {inOrder.map((alert) => (
          <AlertCard key={alert.alertId} alert={alert} mayTake={mayTake} />
        ))}
      </section>
      {mayTake ? <MessagesCard /> : null}
      <BreachCard />
    </>
  );
}

/** What nobody has yet comes first, and of that an emergency. */
function order(alert: Alert): number {
  if (alert.acknowledgedBy !== null) return 2;
  return alert.emergency === undefined ? 1 : 0;
}

export function titleOfAlert(alert: Alert): string {
  const { emergency } = alert;
  return emergency === undefined
    ? sayCode('alert', alert.kind)
    : say('alert.emergency', { kind: sayCode('emergency', emergency.kind) });
}

function AlertCard({ alert, mayTake }: { readonly alert: Alert; readonly mayTake: boolean }) {
  const open = alert.acknowledgedBy === null;
  const { conversationId } = alert;
  const onDesk = useLive((live) => conversationId !== undefined && live.desk.threads[conversationId] !== undefined);
  return (
    <article className={style.card} data-open={open}>
      <h2>
        <Icon name="alert" />
        {titleOfAlert(alert)}
      </h2>
      <p className={style.state}>
        {open ? (
          <span aria-live="off">
            {say('alerts.nobody')} <Waited since={alert.raisedAt} />
          </span>
        ) : (
          say('alerts.taken_by', { name: alert.acknowledgedBy?.name ?? '' })
        )}
      </p>
      <OnCallCalls alert={alert} />
      <div className={style.actions}>
        {alert.kind === 'take_over' ? (
          <TakeOver alert={alert} />
        ) : open && mayTake ? (
          <Button look="danger" size="small" onClick={() => void take(alert.alertId)}>
            {say('alerts.take')}
          </Button>
        ) : null}
        <Where alert={alert} />
        {conversationId === undefined || onDesk || !mayTake ? null : (
          <Button size="small" onClick={() => openDialog('watch', conversationId)}>
            <Icon name="eye" size={14} />
            {say('alerts.read')}
          </Button>
        )}
      </div>
    </article>
  );
}

/** Where what it is about is decided. */
const PLACES: Readonly<Record<string, string>> = {
  concern_raised: '/team/concerns',
  sharing_told: '/team/disclosures',
  disclosure_proposed: '/approvals',
  disclosure_unapproved: '/approvals',
  consent_release: '/approvals',
  referral_held: '/team/referrals',
  referral_restored: '/team/referrals',
  referral_undeliverable: '/team/referrals',
  recall_undeliverable: '/team/referrals',
  pause_undeliverable: '/team/referrals',
  resume_undeliverable: '/team/referrals',
  referral_unanswered: '/team/referrals',
  withdrawal_asked: '/team/withdrawals',
  withdrawal_high_risk: '/team/withdrawals',
  withdrawal_late: '/team/withdrawals',
  inbound_urgent: '/triage',
  inbound_late: '/triage',
  inbound_stopped: '/triage',
  inbound_file_broken: '/triage/files',
  inbound_returned: '/triage?state=returned',
};

/** What is decided elsewhere, by whoever may do this: a lead or not. It goes when that is done, and nobody has to take it. */
const DECIDED_ELSEWHERE: Readonly<Record<string, Action>> = {
  referral_held: 'referral.release',
  referral_restored: 'referral.release',
  withdrawal_asked: 'withdrawal.decide',
  withdrawal_high_risk: 'withdrawal.decide',
  withdrawal_late: 'withdrawal.decide',
  inbound_urgent: 'inbound_referral.triage',
  inbound_stopped: 'inbound_referral.triage',
};

function decides(role: Role | undefined, { kind }: Alert): boolean {
  const action = DECIDED_ELSEWHERE[kind];
  return action !== undefined && role !== undefined && relationsFor(action, role).length > 0;
}

/** In which part of the case. */
const PARTS: Readonly<Record<string, string>> = {
  assessment_lead: '/assessments',
  risk_high: '/assessments',
  marac_refused: '/guidance',
  lead_decides: '/guidance',
  consent_withdrawn: '/referrals',
};

function Where({ alert: { kind, caseId } }: { readonly alert: Alert }) {
  const ofCase = caseId === undefined ? undefined : `/cases/${caseId}${PARTS[kind] ?? ''}`;
  const to = PLACES[kind] ?? ofCase;
  return to === undefined ? null : <Link to={to}>{say('alerts.look')}</Link>;
}

/** Nobody is dropped: it goes to somebody else, back to the queue with its place, or stays by a person's decision. */
function TakeOver({ alert }: { readonly alert: Alert }) {
  const { conversationId, alertId } = alert;
  if (conversationId === undefined || alert.acknowledgedBy !== null) return null;
  return (
    <>
      <Button look="danger" size="small" onClick={() => openDialog('intervene', conversationId)}>
        {say('alerts.take_over')}
      </Button>
      <Button size="small" onClick={() => void take(alertId)}>
        {say('alerts.stays')}
      </Button>
    </>
  );
}
