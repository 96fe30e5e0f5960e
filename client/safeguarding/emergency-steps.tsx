import { useState } from 'react';
import { EMERGENCY_STEPS } from '../../shared/domain/emergency.ts';
import type { Alert } from '../../shared/protocol/desk.ts';
import { timeOfDay } from '../ui/durations.ts';
import { say, sayCode } from '../ui/words.ts';
import { noteChange, tickOf } from './emergency.ts';
import style from './emergency-panel.module.css';

/** Each step is ticked with the server's time and the name of who did it. */
export function EmergencySteps({ alert }: { readonly alert: Alert }) {
  const [underWay, setUnderWay] = useState<Readonly<Record<string, boolean>>>({});
  const toggle = async (code: string) => {
    const was = tickOf(alert, code)?.at ?? null;
    const now = was === null;
    setUnderWay((before) => ({ ...before, [code]: now }));
    await noteChange(alert.alertId, { field: 'step', code, was, now });
    setUnderWay(({ [code]: _done, ...others }) => others);
  };
  return (
    <fieldset className={style.steps}>
      <legend>{say('emergency.steps')}</legend>
      {EMERGENCY_STEPS.map((code) => {
        const tick = tickOf(alert, code);
        return (
          <label key={code}>
            <input type="checkbox" checked={underWay[code] ?? tick !== null} onChange={() => void toggle(code)} />
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
