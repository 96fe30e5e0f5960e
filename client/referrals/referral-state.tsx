import type { Referral } from '../../shared/protocol/desk.ts';
import { timeOfDay } from '../ui/durations.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './referral-state.module.css';
import { stepsOf } from './referral-steps.ts';

/** Where a referral is on its way out and back, live. */
export function ReferralState({ referral }: { readonly referral: Referral }) {
  return (
    <section className={style.referral} aria-label={say('referral.label')}>
      <p className={style.state} role="status" data-state={referral.state}>
        {sayCode('referral', referral.state)}
      </p>
      <ol className={style.steps}>
        {stepsOf(referral).map(({ step, done, at }) => (
          <li key={step} data-done={done}>
            <span>{sayCode('referral.step', step)}</span>
            <span className="visually-hidden">{say(done ? 'referral.done' : 'referral.not_yet')}</span>
            {at === null ? null : <time dateTime={at}>{timeOfDay(at)}</time>}
          </li>
        ))}
      </ol>
    </section>
  );
}
