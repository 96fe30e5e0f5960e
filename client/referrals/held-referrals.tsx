import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { HeldReferral } from '../../shared/protocol/http/referral-follow-up.ts';
import { onLevel, onStaffEvent } from '../app/live.ts';
import { useAsked } from '../connection/use-asked.ts';
import { useKeptFocus } from '../plans/use-kept-focus.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { About } from './about-referral.tsx';
import { letGo, readHeld } from './follow-up-calls.ts';
import { releaseRefusal } from './release-refusal.ts';

/** What waits for somebody to decide whether it leaves: why it does, and letting it go. */
export function HeldReferrals() {
  const asked = useAsked(readHeld);
  const box = useRef<HTMLDivElement>(null);
  const { again } = asked;
  useKeptFocus(box, asked.value?.referrals.length ?? 0);
  // Who is called to one finds it here, whatever was looked at meanwhile.
  useEffect(() => {
    const stops = [onStaffEvent('alert:raised', again), onLevel(again)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [again]);
  const release = async ({ referralId }: HeldReferral) => {
    const reply = await letGo(referralId);
    if (reply.ok) notify('done', say('follow_up.let_go'));
    else notify('problem', releaseRefusal(reply.error));
    again();
  };
  return (
    <div ref={box} className={style.list}>
      <h3 tabIndex={-1}>{say('follow_up.held')}</h3>
      <Asking asked={asked} nothing={({ referrals }) => (referrals.length === 0 ? say('follow_up.none_held') : null)}>
        {({ referrals }) => (
          <ol className={style.list} aria-label={say('follow_up.held')}>
            {referrals.map((row) => (
              <li key={row.referralId} className={style.item}>
                <h4>
                  {row.recipientName}, {row.reference}
                </h4>
                <p>{sayCode('referral_waits', row.why)}</p>
                <About row={row} rings={false}>
                  <span>{say('follow_up.since', { when: dayAndTime(row.since) })}</span>
                </About>
                {row.why === 'asked_to_stop' ? (
                  <Link to="/team/withdrawals" data-row>
                    {say('referral_waits.to_request')}
                  </Link>
                ) : (
                  <div className={style.actions}>
                    <Button
                      data-row
                      look="main"
                      size="small"
                      aria-label={say('follow_up.let_go_this', { name: row.recipientName, reference: row.reference })}
                      onClick={() => void release(row)}
                    >
                      {say('referral.release')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ol>
        )}
      </Asking>
    </div>
  );
}
