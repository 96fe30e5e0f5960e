import { Suspense } from 'react';
import { isSeenByPartner } from '../../shared/domain/partner-sees.ts';
import type { Referral } from '../../shared/protocol/desk.ts';
import { timeOfDay } from '../ui/durations.ts';
import { later } from '../ui/later.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './referral-state.module.css';
import { stepsOf } from './referral-steps.ts';

const HeldPart = later(async () => (await import('./held-part.tsx')).HeldPart);
const ThreadPart = later(async () => (await import('./thread-part.tsx')).ThreadPart);

/** Where a referral is on its way out and back, live. */
export function ReferralState({ referral }: { readonly referral: Referral }) {
  return (
    <section className={style.referral} aria-label={say('referral.label')}>
      <p className={style.state} role="status" data-state={referral.state}>
        {sayCode('referral', referral.state)}
      </p>
      {referral.waits === undefined ? null : (
        <Suspense fallback={null}>
          <HeldPart referral={referral} waits={referral.waits} />
        </Suspense>
      )}
      <ol className={style.steps}>
        {stepsOf(referral).map(({ step, done, at }) => (
          <li key={step} data-done={done}>
            <span>{sayCode('referral.step', step)}</span>
            <span className="visually-hidden">{say(done ? 'referral.done' : 'referral.not_yet')}</span>
            {at === null ? null : <time dateTime={at}>{timeOfDay(at)}</time>}
          </li>
        ))}
      </ol>
      {isSeenByPartner(referral.state) ? (
        <Suspense fallback={null}>
          <ThreadPart referralId={referral.referralId} state={referral.state} version={referral} />
        </Suspense>
      ) : null}
    </section>
  );
}
