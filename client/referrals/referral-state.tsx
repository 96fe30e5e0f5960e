import { Suspense } from 'react';
import { Link } from 'react-router';
import { isSeenByPartner } from '../../shared/domain/portal-moves.ts';
import type { Referral } from '../../shared/protocol/desk.ts';
import { changeDesk } from '../app/live.ts';
import { useMay } from '../app/session.ts';
import { ask } from '../connection/http.ts';
import { withReferrals } from '../desk/reduce.ts';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../ui/durations.ts';
import { later } from '../ui/later.ts';
import { notify } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import style from './referral-state.module.css';
import { stepsOf } from './referral-steps.ts';
import { releaseRefusal } from './release-refusal.ts';
import { waitWords } from './wait-words.ts';

const ThreadPart = later(async () => (await import('./thread-part.tsx')).ThreadPart);

async function release({ referralId, conversationId }: Referral): Promise<void> {
  const reply = await ask<{ referral: Referral }>('POST', `/referrals/${encodeURIComponent(referralId)}/release`, {});
  if (!reply.ok) return notify('problem', releaseRefusal(reply.error));
  if (conversationId !== null) changeDesk((desk) => withReferrals(desk, conversationId, [reply.value.referral]));
}

/** Where a referral is on its way out and back, live. */
export function ReferralState({ referral }: { readonly referral: Referral }) {
  const mayRelease = useMay('referral.release');
  return (
    <section className={style.referral} aria-label={say('referral.label')}>
      <p className={style.state} role="status" data-state={referral.state}>
        {sayCode('referral', referral.state)}
      </p>
      <Waits referral={referral} />
      {referral.state === 'held' && mayRelease && referral.waits?.why !== 'asked_to_stop' ? (
        <Button size="small" onClick={() => void release(referral)}>
          {say('referral.release')}
        </Button>
      ) : null}
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

/** Why it waits, for whoever asked the person; and where somebody decides whether sharing stops. */
export function Waits({ referral: { waits } }: { readonly referral: Pick<Referral, 'waits'> }) {
  if (waits === undefined) return null;
  return (
    <p className={style.waits} role="status">
      {waitWords(waits)}
      {waits.why === 'asked_to_stop' ? (
        <>
          {' '}
          <Link to="/team/withdrawals">{say('referral.to_request')}</Link>
        </>
      ) : null}
    </p>
  );
}
