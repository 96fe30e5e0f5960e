import { useLive } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../ui/durations.ts';
import { Choices, TextField } from '../ui/field.tsx';
import { say, sayCode } from '../ui/words.ts';
import type { EmergencyFields } from './emergency.ts';
import style from './emergency-panel.module.css';

interface CallFieldsProps {
  readonly fields: EmergencyFields;
  readonly onChange: (fields: EmergencyFields) => void;
  readonly onSave: (fields: EmergencyFields) => void;
}

/** The record of the 999 call. Leaving a field saves it: nobody has a free hand for a button in that moment. */
export function CallFields({ fields, onChange, onSave }: CallFieldsProps) {
  const me = useLive((live) => live.account?.name ?? '');
  const offset = useLive((live) => live.clockOffsetMs);
  const calledNow = () => {
    const calledAt = new Date(Date.now() + offset).toISOString();
    onSave({ ...fields, calledAt, calledBy: fields.calledBy === '' ? me : fields.calledBy });
  };
  return (
    <section className={style.known}>
      <h3>{say('emergency.call')}</h3>
      {fields.calledAt === null ? (
        <Button size="small" onClick={calledNow}>
          {say('emergency.called_now')}
        </Button>
      ) : (
        <p>{say('emergency.called_at', { time: timeOfDay(fields.calledAt) })}</p>
      )}
      <TextField
        label={say('emergency.called_by')}
        maxLength={100}
        value={fields.calledBy}
        onChange={(event) => onChange({ ...fields, calledBy: event.target.value })}
        onBlur={() => onSave(fields)}
      />
      <TextField
        label={say('emergency.incident')}
        maxLength={100}
        value={fields.incidentNumber}
        onChange={(event) => onChange({ ...fields, incidentNumber: event.target.value })}
        onBlur={() => onSave(fields)}
      />
      <Choices
        legend={say('emergency.told')}
        beside
        options={['yes', 'no'].map((code) => ({ code, label: sayCode('answer', code) }))}
        chosen={fields.toldPerson === null ? [] : [fields.toldPerson]}
        onChange={([code]) => onSave({ ...fields, toldPerson: code === 'yes' ? 'yes' : 'no' })}
      />
    </section>
  );
}
