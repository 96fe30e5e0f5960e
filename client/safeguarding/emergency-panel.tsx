import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { command } from '../app/live.ts';
import { useMay } from '../app/session.ts';
import { useLive } from '../app/store.ts';
import { openDialog } from '../app/view.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { notifyProblem } from '../ui/notices.ts';
import { Waited } from '../ui/waited.tsx';
import { say, sayCode } from '../ui/words.ts';
import { CallFields } from './call-fields.tsx';
import { DisclosuresOf } from './disclosures/disclosures-of.tsx';
import { showAlert } from './emergency.ts';
import style from './emergency-panel.module.css';
import { EmergencySteps } from './emergency-steps.tsx';
import { KnownFacts } from './known-facts.tsx';
import { OnCallCalls } from './on-call-calls.tsx';

interface PanelProps {
  readonly alert: Alert;
  readonly conversation: StaffConversation;
}

export function EmergencyPanel({ alert, conversation }: PanelProps) {
  return (
    <div className={style.panel}>
      <Taken alert={alert} />
      <section>
        <h3>{say('emergency.script_title')}</h3>
        <p className={style.script}>{say('emergency.script')}</p>
        <p className={style.honest}>{say('emergency.honest')}</p>
      </section>
      <KnownFacts alert={alert} conversation={conversation} />
      <EmergencySteps alert={alert} />
      <CallFields alert={alert} />
      <section className={style.known}>
        <h3>{say('emergency.shared')}</h3>
        <Button size="small" onClick={() => openDialog('disclosure', conversation.conversationId)}>
          {say('emergency.record_shared')}
        </Button>
        <DisclosuresOf conversationId={conversation.conversationId} />
      </section>
      <Leading alert={alert} conversation={conversation} />
      <p className={style.quiet}>{say('emergency.rules')}</p>
    </div>
  );
}

function Taken({ alert }: { readonly alert: Alert }) {
  const kind = sayCode('emergency', alert.emergency?.kind ?? 'other');
  return (
    <header className={style.taken} data-open={alert.acknowledgedBy === null}>
      <Icon name="alert" size={20} />
      <div>
        <h3>{kind}</h3>
        <p role="status">
          {alert.acknowledgedBy === null
            ? say('emergency.ringing')
            : say('emergency.taken', { name: alert.acknowledgedBy.name })}
        </p>
        <OnCallCalls alert={alert} />
      </div>
      <Waited since={alert.raisedAt} />
    </header>
  );
}

/** What only a lead does: agree that it may end, or take the conversation over. Whose agreement it was stays to be read. */
function Leading({ alert, conversation: { conversationId, holder } }: PanelProps) {
  const leads = useMay('emergency.agree');
  const holds = useLive((live) => live.account?.agentId) === holder?.agentId;
  const agreed = alert.emergency?.agreed ?? null;
  const agree = async () => {
    const reply = await command('emergency:agree', { alertId: alert.alertId });
    if (!reply.ok) return notifyProblem(reply.error);
    showAlert(reply.value.alert);
  };
  return (
    <>
      {agreed === null ? null : <p className={style.quiet}>{say('emergency.agreed', { name: agreed.name })}</p>}
      {leads ? (
        <div className={style.leading}>
          {agreed === null ? (
            <Button size="small" onClick={() => void agree()}>
              {say('emergency.agree')}
            </Button>
          ) : null}
          {holds ? null : (
            <Button size="small" onClick={() => openDialog('intervene', conversationId)}>
              {say('leading.intervene')}
            </Button>
          )}
        </div>
      ) : null}
    </>
  );
}
