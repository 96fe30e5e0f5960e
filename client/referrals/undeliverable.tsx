import { useRef } from 'react';
import type { Undeliverable } from '../../shared/protocol/http/referral-follow-up.ts';
import { useMay } from '../app/session.ts';
import { useAsked } from '../connection/use-asked.ts';
import { useKeptFocus } from '../plans/use-kept-focus.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify, notifyProblem } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { About } from './about-referral.tsx';
import { CameBack } from './came-back.tsx';
import { readNotSent, sendAgain } from './follow-up-calls.ts';
import { HeldReferrals } from './held-referrals.tsx';
import { NotMade } from './not-made.tsx';
import { Unanswered } from './unanswered.tsx';

/** Referrals that somebody has to see to: those that did not go, and those that nobody has said they have. */
export function UndeliverableTab() {
  const sends = useMay('referral.undeliverable');
  const decides = useMay('referral.release');
  return (
    <section className={style.tab}>
      <h2>{say('team.referrals')}</h2>
      <p className={style.lead}>{say('follow_up.text')}</p>
      {decides ? <HeldReferrals /> : null}
      {sends ? <NotSent /> : null}
      <NotMade />
      <CameBack />
      <Unanswered />
    </section>
  );
}

function NotSent() {
  const asked = useAsked(readNotSent);
  const box = useRef<HTMLDivElement>(null);
  // What goes takes its button along: who works by keyboard goes on at the next.
  useKeptFocus(box, asked.value?.referrals.length ?? 0);
  const retry = async (row: Undeliverable) => {
    const reply = await sendAgain(row);
    if (reply.ok) notify('done', say('follow_up.sent_again'));
    else if (reply.error.code === 'consent_missing') notify('problem', say('follow_up.no_consent'));
    else notifyProblem(reply.error);
    asked.again();
  };
  return (
    <div ref={box} className={style.list}>
      <h3 tabIndex={-1}>{say('follow_up.not_sent')}</h3>
      <Asking asked={asked} nothing={({ referrals }) => (referrals.length === 0 ? say('follow_up.all_sent') : null)}>
        {({ referrals }) => (
          <ol className={style.list} aria-label={say('follow_up.not_sent')}>
            {referrals.map((row) => (
              <li key={row.deliveryId} className={style.item}>
                <ul className={style.marks}>
                  <li data-tone="danger">{sayCode('follow_up.kind', row.kind)}</li>
                </ul>
                <h4>
                  {row.recipientName}, {row.reference}
                </h4>
                <p>{row.sentence}</p>
                <About row={row}>
                  <span>{say('follow_up.since', { when: dayAndTime(row.since) })}</span>
                </About>
                <Button
                  data-row
                  look="main"
                  size="small"
                  aria-label={say('follow_up.retry_this', { name: row.recipientName, reference: row.reference })}
                  onClick={() => void retry(row)}
                >
                  {say('follow_up.retry')}
                </Button>
              </li>
            ))}
          </ol>
        )}
      </Asking>
    </div>
  );
}
