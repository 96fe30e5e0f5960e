import { useState } from 'react';
import { londonMoment } from '../../shared/domain/london-moment.ts';
import { SESSION_STATES, type SessionState } from '../../shared/domain/plan-states.ts';
import type { Plan } from '../../shared/protocol/http/plans.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { unreadableIn } from '../records/faults.ts';
import { asValues, describe, type Field, type Values } from '../records/field.ts';
import { KeptForm } from '../records/kept-form.tsx';
import type { RecordAccess } from '../records/save-draft.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say } from '../ui/words.ts';
import { type PlansPage, plansKey } from './case-plans.ts';
import { offerSession, settleSession } from './plan-calls.ts';
import { refusalOf } from './plan-refusals.ts';
import style from './plans.module.css';
import type { Therapy } from './therapy-fields.ts';

interface SessionsProps {
  readonly page: PlansPage;
  readonly plan: Plan;
  readonly open: boolean;
  readonly sessions: Therapy['sessions'];
}

/** Sessions that were offered, and what became of each. */
export function Sessions({ page, plan, open, sessions }: SessionsProps) {
  const [offering, setOffering] = useState(false);
  const { offered, attended, notAttended, list } = sessions;
  return (
    <>
      <div className={style.head}>
        <h5>{say('sessions.title')}</h5>
        <span className={style.quiet}>{say('sessions.counts', { offered, attended, missed: notAttended })}</span>
        {!open || offering || plan.state !== 'active' ? null : (
          <Button size="small" onClick={() => setOffering(true)}>
            {say('section.add_group', { label: say('sessions.add') })}
          </Button>
        )}
      </div>
      {offering ? <OfferForm {...{ page, plan }} onLeave={() => setOffering(false)} /> : null}
      <ol className={style.sessions} aria-label={say('sessions.title')}>
        {list.map((session) => (
          <Session key={session.sessionId} {...{ page, plan, open, session }} />
        ))}
      </ol>
    </>
  );
}

interface When {
  readonly on: string | null;
  readonly time: string | null;
}
const when = describe<When>();
const FIELDS: readonly Field[] = [when.day('on', 'sessions.on'), when.clock('time', 'sessions.at')];
const BLANK: Values = asValues({ on: null, time: null });

function OfferForm({ page, plan, onLeave }: Pick<SessionsProps, 'page' | 'plan'> & { readonly onLeave: () => void }) {
  const access = (_: Values, clientId: string): RecordAccess => ({
    fields: FIELDS,
    faults: (body) => {
      const missing = ['on', 'time'].filter((name) => (body[name] ?? null) === null);
      return {
        ...Object.fromEntries(missing.map((name) => [name, say('section.needed')])),
        ...unreadableIn(FIELDS, body),
      };
    },
    send: async ({ on, time }) => {
      const at = new Date(londonMoment(String(on), String(time))).toISOString();
      const reply = await offerSession(plan, { clientId, at });
      if (reply.ok) await page.reload();
      return reply;
    },
    newest: async () => {
      await page.reload();
      return null;
    },
    refusal: refusalOf,
  });
  return (
    <KeptForm
      draftKey={plansKey(page.view.row.caseId, `${plan.planId} session`)}
      title={say('sessions.new')}
      start={{ body: BLANK, revision: plan.revision }}
      access={access}
      submit={say('sessions.offer')}
      done={say('sessions.offered')}
      onLeave={onLeave}
    />
  );
}

type One = Therapy['sessions']['list'][number];

/** Said in one press; and said otherwise where it was wrong. */
function Session({ page, plan, open, session }: Omit<SessionsProps, 'sessions'> & { readonly session: One }) {
  const states = useReference('sessionStates');
  const [changing, setChanging] = useState(false);
  const { sessionId, at, state, changedBy } = session;
  const settle = async (next: SessionState) => {
    const reply = await settleSession(plan, sessionId, { state: next, at });
    if (!reply.ok) notify('problem', issueOf(reply.error) ?? refusalOf(reply.error) ?? sentenceOf(reply.error));
    setChanging(false);
    await page.reload();
  };
  const choosing = open && (state === 'offered' || changing);
  const others = SESSION_STATES.filter((each) => each !== state);
  return (
    <li>
      <p>
        <time dateTime={at}>{dayAndTime(at)}</time> · <strong>{labelOf(states, state)}</strong>
        {state === 'offered' ? null : <span className={style.quiet}>{` · ${changedBy.name}`}</span>}
      </p>
      {choosing ? (
        <div className={style.actions}>
          {others.map((each) => (
            <Button key={each} size="small" onClick={() => void settle(each)}>
              {labelOf(states, each)}
            </Button>
          ))}
        </div>
      ) : null}
      {open && !choosing ? (
        <Button look="plain" size="small" onClick={() => setChanging(true)}>
          {say('sessions.otherwise')}
        </Button>
      ) : null}
    </li>
  );
}

function issueOf(error: { readonly details?: { readonly issues?: readonly { message: string }[] } }): string | null {
  return error.details?.issues?.[0]?.message ?? null;
}
