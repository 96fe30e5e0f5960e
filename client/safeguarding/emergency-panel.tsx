import { useState } from 'react';
import type { StaffConversation } from '../../shared/protocol/conversation.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { changeDesk, command } from '../app/live.ts';
import { reduceDesk } from '../desk/reduce.ts';
import { Icon } from '../ui/icon.tsx';
import { notifyProblem } from '../ui/notices.ts';
import { Waited } from '../ui/waited.tsx';
import { say, sayCode } from '../ui/words.ts';
import { CallFields } from './call-fields.tsx';
import { type EmergencyFields, fieldsOf, updateInput } from './emergency.ts';
import style from './emergency-panel.module.css';
import { EmergencySteps } from './emergency-steps.tsx';
import { KnownFacts } from './known-facts.tsx';

interface PanelProps {
  readonly alert: Alert;
  readonly conversation: StaffConversation;
}

export function EmergencyPanel({ alert, conversation }: PanelProps) {
  const [fields, setFields] = useState(() => fieldsOf(alert));
  const save = async (next: EmergencyFields) => {
    setFields(next);
    const reply = await command('emergency:update', updateInput(alert.alertId, crypto.randomUUID(), next));
    if (!reply.ok) return notifyProblem(reply.error);
    const event = { name: 'alert:raised', payload: reply.value } as const;
    changeDesk((desk) => reduceDesk(desk, event, performance.now()));
  };
  return (
    <div className={style.panel}>
      <Taken alert={alert} />
      <section>
        <h3>{say('emergency.script_title')}</h3>
        <p className={style.script}>{say('emergency.script')}</p>
        <p className={style.honest}>{say('emergency.honest')}</p>
      </section>
      <KnownFacts conversation={conversation} />
      <EmergencySteps alert={alert} fields={fields} onSave={(next) => void save(next)} />
      <CallFields fields={fields} onChange={setFields} onSave={(next) => void save(next)} />
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
      </div>
      <Waited since={alert.raisedAt} />
    </header>
  );
}
