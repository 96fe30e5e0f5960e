import { useRef, useState } from 'react';
import { Link } from 'react-router';
import type { NotMade as Row } from '../../shared/protocol/http/referral-answers.ts';
import { command } from '../app/live.ts';
import { useAsked } from '../connection/use-asked.ts';
import { useKeptFocus } from '../plans/use-kept-focus.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { ReasonDialog } from '../ui/reason-dialog.tsx';
import { Asking } from '../ui/record/asking.tsx';
import style from '../ui/record/record.module.css';
import { say } from '../ui/words.ts';
import { leaveUnmade, readNotMade } from './follow-up-calls.ts';
import { intakeWords } from './intake-words.ts';

/** Who said yes and has no referral: nothing is on its way, and they wait for it. */
export function NotMade() {
  const asked = useAsked(readNotMade);
  const box = useRef<HTMLDivElement>(null);
  const [leaving, setLeaving] = useState<Row | null>(null);
  useKeptFocus(box, asked.value?.consents.length ?? 0);
  const make = async ({ conversationId, consentId, requestId, recipientId }: Row) => {
    if (conversationId === null) return;
    const clientId = clientIds.get(consentId) ?? crypto.randomUUID();
    clientIds.set(consentId, clientId);
    const reply = await command('referral:create', { clientId, conversationId, requestId, recipientId });
    if (!reply.ok) notify('problem', intakeWords(reply.error) ?? sentenceOf(reply.error));
    asked.again();
  };
  const leave = async (reason: string) => {
    if (leaving === null) return null;
    const reply = await leaveUnmade(leaving.consentId, reason);
    if (!reply.ok) return reply.error.code === 'conflict' ? say('not_made.made_meanwhile') : sentenceOf(reply.error);
    asked.again();
    return null;
  };
  return (
    <div ref={box} className={style.list}>
      <h3 tabIndex={-1}>{say('not_made.title')}</h3>
      <Asking asked={asked} nothing={({ consents }) => (consents.length === 0 ? say('not_made.nothing') : null)}>
        {({ consents }) => (
          <ol className={style.list} aria-label={say('not_made.title')}>
            {consents.map((row) => (
              <li key={row.consentId} className={style.item}>
                <h4>{say('not_made.said_yes', { name: row.recipientName })}</h4>
                <p className={style.facts}>
                  <span>{say('not_made.given', { when: dayAndTime(row.givenAt), name: row.askedBy.name })}</span>
                  {row.caseId === null ? null : (
                    <Link to={`/cases/${row.caseId}/referrals`}>{say('follow_up.to_case')}</Link>
                  )}
                </p>
                {row.caseId === null && !row.mayMake ? (
                  <p>{say('not_made.who_makes', { name: row.askedBy.name })}</p>
                ) : null}
                <div className={style.actions}>
                  {row.caseId === null && row.mayMake ? (
                    <Button
                      data-row
                      look="main"
                      size="small"
                      aria-label={say('not_made.make_this', { name: row.recipientName })}
                      onClick={() => void make(row)}
                    >
                      {say('referral.create')}
                    </Button>
                  ) : null}
                  <Button
                    data-row
                    size="small"
                    aria-label={say('not_made.leave_this', { name: row.recipientName })}
                    onClick={() => setLeaving(row)}
                  >
                    {say('not_made.leave')}
                  </Button>
                </div>
              </li>
            ))}
          </ol>
        )}
      </Asking>
      {leaving === null ? null : (
        <ReasonDialog
          title={say('not_made.leave_title', { name: leaving.recipientName })}
          label={say('not_made.reason')}
          hint={say('not_made.reason_hint')}
          submit={say('not_made.leave')}
          max={1_000}
          missing={say('not_made.reason_missing')}
          onClose={() => setLeaving(null)}
          onSay={leave}
        />
      )}
    </div>
  );
}

/** Pressed twice it is the same referral. */
const clientIds = new Map<string, string>();
