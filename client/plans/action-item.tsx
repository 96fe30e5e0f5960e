import { useState } from 'react';
import type { Action } from '../../shared/protocol/http/actions.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { dueMoment, dueStateOf, dueWords } from '../cases/due.ts';
import { Button } from '../ui/button.tsx';
import { useServerNow } from '../ui/clock.ts';
import { dayAndTime } from '../ui/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { notify, sentenceOf } from '../ui/notices.ts';
import { say, sayCode } from '../ui/words.ts';
import { ActionForm, SettleForm } from './action-form.tsx';
import type { PlansPage } from './case-plans.ts';
import { reopenAction } from './plan-calls.ts';
import { refusalOf } from './plan-refusals.ts';
import style from './plans.module.css';

interface ItemProps {
  readonly page: PlansPage;
  readonly action: Action;
}

type Doing = 'change' | 'done' | 'cancelled' | null;

/** What is to be done: by whom, by when, what it is for; and what came of it. */
export function ActionItem({ page, action }: ItemProps) {
  const [doing, setDoing] = useState<Doing>(null);
  const leave = () => setDoing(null);
  if (doing === 'change') return <ActionForm {...{ page, action }} onLeave={leave} />;
  const open = action.state === 'open' && page.view.row.state !== 'closed';
  return (
    <article className={style.action} data-open={action.state === 'open'}>
      <p className={style.what}>
        <bdi dir="auto">{action.what}</bdi>
      </p>
      <WhoAndWhen action={action} plans={page.plans} />
      {action.state === 'open' ? null : <CameOfIt action={action} />}
      {open && doing === null ? (
        <div className={style.actions}>
          <Button size="small" look="main" onClick={() => setDoing('done')}>
            {say('action.done')}
          </Button>
          <Button size="small" onClick={() => setDoing('change')}>
            {say('section.edit')}
          </Button>
          <Button size="small" look="plain" onClick={() => setDoing('cancelled')}>
            {say('action.cancel')}
          </Button>
        </div>
      ) : null}
      {action.state !== 'open' && page.view.row.state === 'open' ? <Reopen page={page} action={action} /> : null}
      {doing === null ? null : <SettleForm {...{ page, action }} state={doing} onLeave={leave} />}
    </article>
  );
}

function WhoAndWhen({ action, plans }: { readonly action: Action; readonly plans: PlansPage['plans'] }) {
  const now = useServerNow();
  const kinds = useReference('planKinds');
  const { dueAt, doer, who, assignee, planId, goalId, state } = action;
  const plan = plans.find((each) => each.planId === planId);
  const goal = plan?.goals.find((each) => each.goalId === goalId);
  const due = dueAt === null ? null : dueStateOf(dueAt, now);
  const presses = state === 'open' && due === 'overdue';
  return (
    <p className={style.line}>
      {dueAt === null ? (
        <span>{say('action.no_day')}</span>
      ) : (
        <time dateTime={dueAt} className={style.due} data-state={state === 'open' ? due : 'later'}>
          {presses ? <Icon name="alert" size={13} /> : null}
          {state === 'open' && due !== 'later' ? dueWords(dueAt, now) : say('action.by', { when: dueMoment(dueAt) })}
        </time>
      )}
      <span>
        {sayCode('doer', doer)}
        {who === null ? null : (
          <>
            : <bdi dir="auto">{who}</bdi>
          </>
        )}
      </span>
      {assignee === null ? null : (
        <span>{say(doer === 'us' ? 'action.whose' : 'action.asks', { name: assignee.name })}</span>
      )}
      {plan === undefined ? null : <span>{say('action.of_plan', { plan: labelOf(kinds, plan.kind) })}</span>}
      {goal === undefined ? null : (
        <span>
          <bdi dir="auto">{goal.text}</bdi>
        </span>
      )}
    </p>
  );
}

function CameOfIt({ action: { state, outcome, said, settledAt, settledBy } }: { readonly action: Action }) {
  const outcomes = useReference('actionOutcomes');
  return (
    <>
      <p>
        <strong>{labelOf(outcomes, outcome ?? state)}</strong>
        {settledAt === null ? null : (
          <span className={style.quiet}>
            {` · ${settledBy?.name ?? say('timeline.system')}, `}
            <time dateTime={settledAt}>{dayAndTime(settledAt)}</time>
          </span>
        )}
      </p>
      {said === null ? null : (
        <p>
          <bdi dir="auto">{said}</bdi>
        </p>
      )}
    </>
  );
}

function Reopen({ page, action }: ItemProps) {
  const reopen = async () => {
    const reply = await reopenAction(action);
    if (!reply.ok) notify('problem', refusalOf(reply.error) ?? sentenceOf(reply.error));
    else notify('done', say('action.reopened'));
    await page.reload();
  };
  return (
    <div className={style.actions}>
      <Button size="small" onClick={() => void reopen()}>
        {say('action.reopen')}
      </Button>
    </div>
  );
}
