import { useEffect } from 'react';
import { onLevel } from '../../app/live.ts';
import { useAsked } from '../../connection/use-asked.ts';
import { dayAndTime } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { say } from '../../ui/words.ts';
import { onCallNow } from './duty-calls.ts';

const LOOK_EVERY_MS = 60_000;

/** Who leads when something happens: said at the start of a shift, before anybody needs it. */
export function LeadOnCall() {
  const { value, again } = useAsked(onCallNow);
  useEffect(() => {
    const timer = window.setInterval(again, LOOK_EVERY_MS);
    const stop = onLevel(again);
    return () => {
      window.clearInterval(timer);
      stop();
    };
  }, [again]);
  if (value === null) return null;
  const names = value.onCall.map(({ name }) => name).join(', ');
  return (
    <li>
      <Icon name="person" size={18} />
      <span>{names === '' ? nobody(value.nextFrom) : say('start.on_call', { name: names })}</span>
    </li>
  );
}

function nobody(nextFrom: string | null): string {
  return nextFrom === null ? say('start.nobody_on_call') : say('start.on_call_from', { when: dayAndTime(nextFrom) });
}
