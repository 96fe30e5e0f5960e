import { useRef, useState } from 'react';
import type { Action } from '../../shared/protocol/http/actions.ts';
import type { CaseView } from '../../shared/protocol/http/cases.ts';
import { labelOf, useReference } from '../app/reference.ts';
import { useLive } from '../app/store.ts';
import { useRowKeys } from '../app/use-row-keys.ts';
import { Button } from '../ui/button.tsx';
import { dayAndTime } from '../ui/dates.ts';
import { notify, sentenceOf } from '../ui/notices.ts';
import { RecordForm } from '../ui/record/record-form.tsx';
import { say, sayCode } from '../ui/words.ts';
import { actionAsSent, actionFields, newAction, plansAndGoals } from './action-fields.ts';
import { ActionItem } from './action-item.tsx';
import { ChangeAction } from './change-action.tsx';
import { mineIn, workersOf } from './people.ts';
import { addAction, type CasePlans, reopenAction } from './plan-calls.ts';
import style from './plans.module.css';
import { useKeptFocus } from './use-kept-focus.ts';

interface CardProps {
  readonly view: CaseView;
  readonly plans: CasePlans;
  readonly onChanged: () => Promise<void>;
}

/** All that is to be done in the case, what is due first, of every plan and of none. */
export function ActionsCard({ view, plans: { plans, actions }, onChanged }: CardProps) {
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Action | null>(null);
  const kinds = useReference('planKinds');
  const me = useLive((live) => live.account?.agentId ?? '');
  const list = useRef<HTMLUListElement>(null);
  const card = useRef<HTMLElement>(null);
  useRowKeys(list);
  const people = workersOf(view);
  const choices = plansAndGoals(plans, ({ kind }) => labelOf(kinds, kind));
  const running = view.row.state === 'open';
  const open = actions.filter(({ state }) => state === 'open');
  useKeptFocus(card, open.length);
  return (
    <section ref={card} className={style.card} aria-labelledby="actions-title">
      <header className={style.head}>
        <h2 id="actions-title" tabIndex={-1}>
          {say('actions.title')}
        </h2>
        {adding || !running ? null : (
          <Button size="small" onClick={() => setAdding(true)}>
            {say('section.add_group', { label: say('actions.add') })}
          </Button>
        )}
      </header>
      <p className={style.quiet}>{say('actions.text')}</p>
      {adding ? (
        <section className={style.form} aria-label={say('actions.add')}>
          <RecordForm
            fields={actionFields(people, choices)}
            begins={newAction(mineIn(people, me))}
            keep={`plan ${view.row.caseId} action`}
            send={say('actions.put')}
            onSend={(body) => addAction(view.row.caseId, actionAsSent(body))}
            onDone={() => {
              setAdding(false);
              notify('done', say('actions.added'));
              void onChanged();
            }}
          />
          <Button size="small" look="plain" onClick={() => setAdding(false)}>
            {say('back')}
          </Button>
        </section>
      ) : null}
      {changing === null ? null : (
        <ChangeAction
          key={changing.actionId}
          caseId={view.row.caseId}
          action={changing}
          {...{ people, onChanged }}
          plans={choices}
          onClose={() => setChanging(null)}
        />
      )}
      {open.length === 0 ? <p className={style.quiet}>{say('actions.none')}</p> : null}
      <ul ref={list} className={style.list}>
        {open.map((action) => (
          <li key={action.actionId}>
            <ActionItem
              action={action}
              fixed={view.row.state === 'closed'}
              onChange={() => setChanging(action)}
              onChanged={onChanged}
            >
              <PlanOf action={action} plans={plans} />
            </ActionItem>
          </li>
        ))}
      </ul>
      <Settled actions={actions.filter(({ state }) => state !== 'open')} running={running} onChanged={onChanged} />
    </section>
  );
}

function PlanOf({ action, plans }: { readonly action: Action; readonly plans: CasePlans['plans'] }) {
  const kinds = useReference('planKinds');
  const plan = plans.find(({ planId }) => planId === action.planId);
  if (plan === undefined) return null;
  const goal = plan.goals.find(({ goalId }) => goalId === action.goalId);
  return <span>{goal === undefined ? labelOf(kinds, plan.kind) : <bdi dir="auto">{goal.text}</bdi>}</span>;
}

interface SettledProps {
  readonly actions: readonly Action[];
  readonly running: boolean;
  readonly onChanged: () => Promise<void>;
}

function Settled({ actions, running, onChanged }: SettledProps) {
  const outcomes = useReference('actionOutcomes');
  if (actions.length === 0) return null;
  const reopen = async (action: Action) => {
    const reply = await reopenAction(action, action.revision);
    if (reply.ok) notify('done', say('actions.reopened'));
    else notify('problem', sentenceOf(reply.error));
    await onChanged();
  };
  return (
    <details className={style.over}>
      <summary>{say('actions.settled', { count: actions.length })}</summary>
      <ul className={style.list}>
        {actions.map((action) => (
          <li key={action.actionId} className={style.action}>
            <p>
              <bdi dir="auto">{action.what}</bdi>
            </p>
            <p className={style.quiet}>
              {say('actions.settled_line', {
                outcome:
                  action.outcome === null ? sayCode('action_state', action.state) : labelOf(outcomes, action.outcome),
                when: dayAndTime(action.settledAt ?? action.madeAt),
                name: action.settledBy?.name ?? say('timeline.system'),
              })}
            </p>
            {action.said === null ? null : (
              <p>
                <bdi dir="auto">{action.said}</bdi>
              </p>
            )}
            {running ? (
              <p>
                <Button
                  size="small"
                  look="plain"
                  aria-label={say('actions.reopen_of', { what: action.what })}
                  onClick={() => void reopen(action)}
                >
                  {say('actions.reopen')}
                </Button>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
