import { londonDay } from '../../shared/domain/opening-hours.ts';
import { useServerNow } from '../ui/clock.ts';
import { dayInWords } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/words.ts';
import style from './plans.module.css';

/** When somebody looks at a plan, or at a wait, next; a day that has passed is said so, not shown by colour alone. */
export function ReviewDay({ day, waits }: { readonly day: string; readonly waits: boolean }) {
  const today = londonDay(new Date(useServerNow()));
  const state = day < today ? 'overdue' : day === today ? 'today' : 'later';
  const said = { day: state === 'today' ? say('due.today') : dayInWords(day) };
  return (
    <span className={style.due} data-state={state}>
      {state === 'overdue' ? <Icon name="alert" size={13} /> : null}
      {state === 'overdue'
        ? say('plan.review_overdue', said)
        : say(waits ? 'plan.wait_review' : 'plan.next_review', said)}
    </span>
  );
}
