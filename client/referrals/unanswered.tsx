import { useState } from 'react';
import type { Unanswered as Row } from '../../shared/protocol/http/referral-follow-up.ts';
import { useAsked } from '../connection/use-asked.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { About } from './about-referral.tsx';
import { ChaseDialog } from './chase-dialog.tsx';
import { readNotAnswered } from './follow-up-calls.ts';

/** What was sent and nobody there has said that they have: who asks next, by when, and whom to ring. */
export function Unanswered() {
  const asked = useAsked(readNotAnswered);
  const [chasing, setChasing] = useState<Row | null>(null);
  const close = () => {
    setChasing(null);
    asked.again();
  };
  return (
    <>
      <h3>{say('follow_up.unanswered')}</h3>
      <Asking
        asked={asked}
        nothing={({ referrals }) => (referrals.length === 0 ? say('follow_up.all_answered') : null)}
      >
        {({ referrals }) => (
          <ol className={style.list} aria-label={say('follow_up.unanswered')}>
            {referrals.map((row) => (
              <li key={row.referralId} className={style.item}>
                <ul className={style.marks}>
                  <li data-tone={row.overdue ? 'warn' : undefined}>{sayCode('follow_up.step', row.step)}</li>
                </ul>
                <h4>
                  {row.recipientName}, {row.reference}
                </h4>
                <About row={row}>
                  <span>{say('follow_up.sent', { when: dayAndTime(row.sentAt) })}</span>
                  <span>{say('follow_up.due', { when: dayAndTime(row.dueAt) })}</span>
                  <span>{say('follow_up.asked', { count: row.asked })}</span>
                </About>
                <div className={style.actions}>
                  <Button
                    look="main"
                    size="small"
                    aria-label={say('follow_up.chase_this', { name: row.recipientName, reference: row.reference })}
                    onClick={() => setChasing(row)}
                  >
                    {say('follow_up.chase')}
                  </Button>
                </div>
              </li>
            ))}
          </ol>
        )}
      </Asking>
      {chasing === null ? null : <ChaseDialog row={chasing} onClose={close} />}
    </>
  );
}
