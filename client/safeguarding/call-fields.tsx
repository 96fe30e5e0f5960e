import { useState } from 'react';
import type { Alert } from '../../shared/protocol/desk.ts';
import { useLive } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../ui/durations.ts';
import { Choices } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import { noteChange } from './emergency.ts';
import style from './emergency-panel.module.css';
import { NotedField } from './noted-field.tsx';

/** The record of the 999 call. */
export function CallFields({ alert }: { readonly alert: Alert }) {
  const me = useLive((live) => live.account?.name ?? '');
  const offset = useLive((live) => live.clockOffsetMs);
  const { alertId, emergency } = alert;
  const { calledAt = null, calledBy = null, incidentNumber = null, toldPerson = null } = emergency ?? {};
  const calledNow = async () => {
    const now = new Date(Date.now() + offset).toISOString();
    const noted = await noteChange(alertId, { field: 'calledAt', was: null, now });
    if (noted && calledBy === null) await noteChange(alertId, { field: 'calledBy', was: null, now: me });
  };
  return (
    <section className={style.known}>
      <h3>{say('emergency.call')}</h3>
      {calledAt === null ? (
        <Button size="small" onClick={() => void calledNow()}>
          {say('emergency.called_now')}
        </Button>
      ) : (
        <p>{say('emergency.called_at', { time: timeOfDay(calledAt) })}</p>
      )}
      <NotedField
        alertId={alertId}
        field="calledBy"
        label={say('emergency.called_by')}
        stands={calledBy}
        maxLength={100}
      />
      <NotedField
        alertId={alertId}
        field="incidentNumber"
        label={say('emergency.incident')}
        stands={incidentNumber}
        maxLength={100}
      />
      <ToldPerson alertId={alertId} stands={toldPerson} />
    </section>
  );
}

interface ToldProps {
  readonly alertId: string;
  readonly stands: 'yes' | 'no' | null;
}

/** Shown as chosen at once, and as it stands when the server has answered. */
function ToldPerson({ alertId, stands }: ToldProps) {
  const [underWay, setUnderWay] = useState<'yes' | 'no' | null>(null);
  const choose = async (now: 'yes' | 'no') => {
    setUnderWay(now);
    await noteChange(alertId, { field: 'toldPerson', was: stands, now });
    setUnderWay(null);
  };
  const shown = underWay ?? stands;
  return (
    <Choices
      legend={say('emergency.told')}
      beside
      options={['yes', 'no'].map((code) => ({ code, label: sayCode('answer', code) }))}
      chosen={shown === null ? [] : [shown]}
      onChange={([code]) => void choose(code === 'yes' ? 'yes' : 'no')}
    />
  );
}
