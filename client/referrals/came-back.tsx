import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { CameBack as Row } from '../../shared/protocol/http/referral-answers.ts';
import { onLevel, onStaffEvent } from '../app/live.ts';
import { useAsked } from '../connection/use-asked.ts';
import { useKeptFocus } from '../plans/use-kept-focus.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify, notifyProblem } from '../ui/notices.ts';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say, sayCode } from '../ui/words.ts';
import { readCameBack, seeTo } from './follow-up-calls.ts';
import { ThreadPart } from './thread-part.tsx';

const CALLS: readonly string[] = ['declined', 'returned_needs_info'];

/** What partners answered, also where the talk is over and shows it nowhere; it goes when somebody has seen to it. */
export function CameBack() {
  const asked = useAsked(readCameBack);
  const box = useRef<HTMLDivElement>(null);
  const { again } = asked;
  useKeptFocus(box, asked.value?.referrals.length ?? 0);
  useEffect(() => {
    const stops = [onStaffEvent('referral:changed', again), onStaffEvent('alert:raised', again), onLevel(again)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [again]);
  const see = async (row: Row) => {
    const reply = await seeTo(row);
    if (reply.ok) notify('done', say('came_back.done'));
    else if (reply.error.code === 'conflict') notify('problem', say('came_back.changed'));
    else notifyProblem(reply.error);
    again();
  };
  return (
    <div ref={box} className={style.list}>
      <h3 tabIndex={-1}>{say('came_back.title')}</h3>
      <Asking asked={asked} nothing={({ referrals }) => (referrals.length === 0 ? say('came_back.nothing') : null)}>
        {({ referrals }) => (
          <ol className={style.list} aria-label={say('came_back.title')}>
            {referrals.map((row) => (
              <li key={row.referralId} className={style.item}>
                <ul className={style.marks}>
                  <li data-tone={CALLS.includes(row.state) ? 'warn' : undefined}>{sayCode('referral', row.state)}</li>
                </ul>
                <h4>
                  {row.recipientName}, {row.reference}
                </h4>
                <p>{sayCode('came_back.next', row.state)}</p>
                <p className={style.facts}>
                  <span>{say('follow_up.since', { when: dayAndTime(row.since) })}</span>
                  {row.caseId === null ? (
                    <span>{say('came_back.of_talk')}</span>
                  ) : (
                    <Link to={`/cases/${row.caseId}/referrals`}>{say('follow_up.to_case')}</Link>
                  )}
                </p>
                <ThreadPart referralId={row.referralId} state={row.state} version={row.steps} />
                {row.state === 'returned_needs_info' ? null : (
                  <Button
                    data-row
                    size="small"
                    aria-label={say('came_back.see_this', { name: row.recipientName, reference: row.reference })}
                    onClick={() => void see(row)}
                  >
                    {say('came_back.see')}
                  </Button>
                )}
              </li>
            ))}
          </ol>
        )}
      </Asking>
    </div>
  );
}
