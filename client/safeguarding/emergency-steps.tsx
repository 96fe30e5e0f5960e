import type { Alert } from '../../shared/protocol/desk.ts';
import { timeOfDay } from '../ui/durations.ts';
import { say, sayCode } from '../ui/words.ts';
import { type EmergencyFields, STEPS, tickOf } from './emergency.ts';
import style from './emergency-panel.module.css';

interface StepsProps {
  readonly alert: Alert;
  readonly fields: EmergencyFields;
  readonly onSave: (fields: EmergencyFields) => void;
}

/** Each step is ticked with the server's time and the name of who did it. */
export function EmergencySteps({ alert, fields, onSave }: StepsProps) {
  const toggle = (code: string) => {
    const steps = fields.steps.includes(code) ? fields.steps.filter((s) => s !== code) : [...fields.steps, code];
    onSave({ ...fields, steps });
  };
  return (
    <fieldset className={style.steps}>
      <legend>{say('emergency.steps')}</legend>
      {STEPS.map((code) => {
        const tick = tickOf(alert, code);
        return (
          <label key={code}>
            <input type="checkbox" checked={fields.steps.includes(code)} onChange={() => toggle(code)} />
            <span>{sayCode('step', code)}</span>
            {tick === null ? null : (
              <small>
                <time dateTime={tick.at}>{timeOfDay(tick.at)}</time> {tick.by}
              </small>
            )}
          </label>
        );
      })}
    </fieldset>
  );
}
