import { useState } from 'react';
import { SESSION_STATES, type SessionState } from '../../shared/domain/plan-states.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { Button } from '../ui/button.tsx';
import { useServerNow } from '../ui/clock.ts';
import { dayAndTime } from '../ui/dates.ts';
import { notify } from '../ui/notices.ts';
import { type FormField, momentOf } from '../ui/record/form-fields.ts';
import { refusalOf } from '../ui/record/record-form.tsx';
import { say } from '../ui/words.ts';
import { FormDialog, withoutClientId } from './form-dialog.tsx';
import { offerSession, type Session, settleSession } from './plan-calls.ts';
import style from './plans.module.css';
import type { Therapy } from './therapy-fields.ts';

interface ListProps {
  readonly plan: Plan;
  readonly sessions: Therapy['sessions'];
  readonly may: boolean;
  readonly onChanged: () => Promise<void>;
}

const when = (): FormField => ({ name: 'at', label: say('therapy.at'), kind: 'moment' });

/** Sessions that were offered, and whether they came: one press each. */
export function SessionList({ plan, sessions, may, onChanged }: ListProps) {
  const [offering, setOffering] = useState(false);
  const [moving, setMoving] = useState<Session | null>(null);
  const states = useReference('sessionStates');
  const { offered, attended, notAttended, list } = sessions;
  const settle = async ({ sessionId, at }: Session, state: SessionState) => {
    const reply = await settleSession(plan, sessionId, { revision: plan.revision, state, at });
    if (!reply.ok) notify('problem', reply.error.details?.issues?.[0]?.message ?? refusalOf(reply.error));
    await onChanged();
  };
  const shared = { onChanged, done: say('therapy.saved'), send: say('record.save') };
  return (
    <section className={style.list} aria-label={say('therapy.sessions')}>
      <header className={style.head}>
        <h4>{say('therapy.sessions')}</h4>
        <span className={style.quiet}>{say('therapy.counts', { offered, attended, missed: notAttended })}</span>
        {may && plan.state === 'active' ? (
          <Button size="small" onClick={() => setOffering(true)}>
            {say('therapy.offer')}
          </Button>
        ) : null}
      </header>
      <ul className={style.list}>
        {list.map((session) => (
          <li key={session.sessionId} className={style.action}>
            <p className={style.line}>
              <time dateTime={session.at}>{dayAndTime(session.at)}</time>
              <span className={style.mark}>{labelOf(states, session.state)}</span>
            </p>
            {may ? <Steps session={session} onSettle={settle} onMove={() => setMoving(session)} /> : null}
          </li>
        ))}
      </ul>
      {offering ? (
        <FormDialog
          {...shared}
          title={say('therapy.offer_title')}
          fields={[when()]}
          send={say('therapy.offer_submit')}
          done={say('therapy.offered')}
          onSend={(body) => offerSession(plan, body)}
          onClose={() => setOffering(false)}
        />
      ) : null}
      {moving === null ? null : (
        <FormDialog
          {...shared}
          title={say('therapy.move_title')}
          fields={[
            when(),
            {
              ...{ name: 'state', label: say('therapy.state'), kind: 'radio' },
              options: SESSION_STATES.map((code) => ({ code, label: labelOf(states, code) })),
            },
          ]}
          begins={{ at: momentOf(moving.at), state: moving.state }}
          onSend={(body) =>
            settleSession(plan, moving.sessionId, { ...withoutClientId(body), revision: plan.revision })
          }
          onClose={() => setMoving(null)}
        />
      )}
    </section>
  );
}

interface StepsProps {
  readonly session: Session;
  readonly onSettle: (session: Session, state: SessionState) => Promise<void>;
  readonly onMove: () => void;
}

/** Nobody came to, or stayed away from, a session that has not been yet. */
function Steps({ session, onSettle, onMove }: StepsProps) {
  const been = Date.parse(session.at) <= useServerNow();
  const named = { when: dayAndTime(session.at) };
  return (
    <div className={style.actions}>
      {been && session.state === 'offered' ? (
        <>
          <Button
            size="small"
            aria-label={say('therapy.came_of', named)}
            onClick={() => void onSettle(session, 'attended')}
          >
            {say('therapy.came')}
          </Button>
          <Button
            size="small"
            aria-label={say('therapy.not_came_of', named)}
            onClick={() => void onSettle(session, 'not_attended')}
          >
            {say('therapy.not_came')}
          </Button>
        </>
      ) : null}
      <Button size="small" look="plain" aria-label={say('therapy.move_of', named)} onClick={onMove}>
        {say('therapy.move')}
      </Button>
    </div>
  );
}
