import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { HeldReferral } from '../../shared/protocol/http/referral-follow-up.ts';
import { onLevel, onStaffEvent } from '../app/live.ts';
import { useAsked } from '../connection/use-asked.ts';
import { useKeptFocus } from '../plans/use-kept-focus.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { About } from './about-referral.tsx';
import { keepHere, letGo, readHeld } from './follow-up-calls.ts';
import { releaseRefusal } from './release-refusal.ts';

/** What waits for somebody to decide whether it leaves: why it does, and letting it go. */
export function HeldReferrals() {
  const asked = useAsked(readHeld);
  const box = useRef<HTMLDivElement>(null);
  const [keeping, setKeeping] = useState<HeldReferral | null>(null);
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
  const keep = async (reason: string) => {
    if (keeping === null) return null;
    const reply = await keepHere(keeping.referralId, reason);
    if (!reply.ok) return releaseRefusal(reply.error);
    notify('done', say('follow_up.kept'));
    again();
    return null;
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
                    <Button
                      size="small"
                      aria-label={say('follow_up.keep_this', { name: row.recipientName, reference: row.reference })}
                      onClick={() => setKeeping(row)}
                    >
                      {say('follow_up.keep')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ol>
        )}
      </Asking>
      {keeping === null ? null : (
        <ReasonDialog
          title={say('follow_up.keep_title', { name: keeping.recipientName })}
          label={say('follow_up.keep_reason')}
          hint={say('follow_up.keep_hint')}
          submit={say('follow_up.keep')}
          max={1_000}
          missing={say('follow_up.keep_missing')}
          onClose={() => setKeeping(null)}
          onSay={keep}
        />
      )}
    </div>
  );
}
